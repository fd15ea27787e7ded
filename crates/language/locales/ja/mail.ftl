# 電子メールのメッセージ。
mail-greeting = { $company }　{ $name } 様
mail-ready-subject = { $count ->
    [1] 【提出依頼・期限{ $day }】{ $month }分の利用レポート（{ $vendor }、{ $company }）
   *[other] 【提出依頼】利用レポート{ $count }件（{ $company }）
}
mail-ready-text = { $penalties ->
    [0] { $count ->
        [1] { $month }分の利用レポートができました。数値を確認し、{ $deadline }までに提出してください。
       *[other] 利用レポート{ $count }件ができました。数値を確認し、期限までに提出してください。
    }
   *[other] { $count ->
        [1] { $month }分の利用レポートができました。しきい値超過の明細が{ $penalties }件あります。コメントを入力し、{ $deadline }までに提出してください。コメントがない場合、期限に次の数量が追加で課金されます：{ $units }。
       *[other] 利用レポート{ $count }件ができました。しきい値超過の明細が{ $penalties }件あります。コメントを入力し、期限までに提出してください。コメントがない場合、次の数量が追加で課金されます：{ $units }。
    }
}
mail-reminder-subject = { $penalties ->
    [0] { $count ->
        [1] 【期限{ $day }】{ $month }分の利用レポートが未提出です（{ $vendor }、{ $company }）
       *[other] 【期限間近】利用レポート{ $count }件が未提出です（{ $company }）
    }
   *[other] { $count ->
        [1] 【要対応・期限{ $day }】ペナルティ：{ $units }（{ $month }分、{ $vendor }、{ $company }）
       *[other] 【要対応・期限間近】ペナルティ：{ $units }（利用レポート{ $count }件、{ $company }）
    }
}
mail-reminder-text = { $penalties ->
    [0] { $count ->
        [1] { $month }分の利用レポートがまだ提出されていません。{ $deadline }までに提出してください。期限を過ぎると、最後に保存された内容でシステムが自動提出します。
       *[other] 利用レポート{ $count }件がまだ提出されていません。期限までに提出してください。期限を過ぎると、最後に保存された内容でシステムが自動提出します。
    }
   *[other] { $count ->
        [1] コメントがない場合、期限に次の数量が追加で課金されます：{ $units }。{ $month }分の利用レポートはまだ提出されていません。{ $deadline }までに提出してください。
       *[other] コメントがない場合、期限に次の数量が追加で課金されます：{ $units }。利用レポート{ $count }件がまだ提出されていません。期限までに提出してください。
    }
}
mail-submitted-subject = { $penalties ->
    [0] { $count ->
        [1] 【自動提出】{ $month }分の利用レポート（{ $vendor }、{ $company }）
       *[other] 【自動提出】利用レポート{ $count }件（{ $company }）
    }
   *[other] { $count ->
        [1] 【自動提出・ペナルティ】{ $units }（{ $month }分、{ $vendor }、{ $company }）
       *[other] 【自動提出・ペナルティ】{ $units }（利用レポート{ $count }件、{ $company }）
    }
}
mail-submitted-text = { $penalties ->
    [0] { $count ->
        [1] { $month }分の利用レポートは期限までに提出されなかったため、最後に保存された内容でシステムが提出しました。ペナルティはありません。
       *[other] 利用レポート{ $count }件は期限までに提出されなかったため、最後に保存された内容でシステムが提出しました。ペナルティはありません。
    }
   *[other] { $count ->
        [1] ペナルティとして次の数量が追加で課金されます：{ $units }。{ $month }分の利用レポートは期限までに提出されなかったため、必要なコメントがないまま、最後に保存された内容でシステムが提出しました。
       *[other] ペナルティとして次の数量が追加で課金されます：{ $units }。利用レポート{ $count }件は期限までに提出されなかったため、必要なコメントがないまま、最後に保存された内容でシステムが提出しました。
    }
}
mail-review-subject = { $count ->
    [1] 【承認依頼】{ $partner }：{ $month }分の利用レポート（{ $vendor }）
   *[other] 【承認依頼】利用レポート{ $count }件（{ $company }）
}
mail-review-text = { $count ->
    [1] 利用レポートが提出されました。内容をご確認のうえ、承認または差し戻しをお願いいたします。
   *[other] 利用レポート{ $count }件が提出されました。内容をご確認のうえ、承認または差し戻しをお願いいたします。
}
mail-approved-subject = { $count ->
    [1] 【承認】{ $month }分の利用レポート（{ $vendor }、{ $company }）
   *[other] 【承認】利用レポート{ $count }件（{ $company }）
}
mail-approved-text = { $count ->
    [1] { $month }分の利用レポートが承認されました。これ以上の対応は不要です。
   *[other] 利用レポート{ $count }件が承認されました。これ以上の対応は不要です。
}
mail-rejected-subject = { $count ->
    [1] 【差し戻し・期限{ $day }】{ $month }分の利用レポート（{ $vendor }、{ $company }）
   *[other] 【差し戻し】利用レポート{ $count }件（{ $company }）
}
mail-rejected-text = { $count ->
    [1] { $distributor }が{ $month }分の利用レポートを下記の理由で差し戻しました。数値の修正または説明を行い、{ $deadline }までに再提出してください。
   *[other] { $distributor }が利用レポート{ $count }件を下記の理由で差し戻しました。数値の修正または説明を行い、期限までに再提出してください。
}
mail-reopened-subject = { $count ->
    [1] 【承認取り消し】{ $month }分の利用レポート（{ $vendor }、{ $company }）
   *[other] 【承認取り消し】利用レポート{ $count }件（{ $company }）
}
mail-reopened-text = { $count ->
    [1] 下記の理由により、{ $distributor }が{ $month }分の利用レポートを再度確認しています。承認は無効になりました。現在必要な対応はありません。結果は改めてお知らせします。
   *[other] 下記の理由により、{ $distributor }が利用レポート{ $count }件を再度確認しています。承認は無効になりました。現在必要な対応はありません。結果は改めてお知らせします。
}
mail-returned-subject = { $count ->
    [1] 【返却】{ $partner }：{ $month }分の利用レポート（{ $vendor }）
   *[other] 【返却】利用レポート{ $count }件（{ $company }）
}
mail-returned-text = { $count ->
    [1] { $vendor }が利用レポートを下記の理由で返却しました。再び確認中になっています。再度承認して送付するか、パートナーへ差し戻してください。
   *[other] 利用レポート{ $count }件が下記の理由で返却されました。再び確認中になっています。再度承認して送付するか、パートナーへ差し戻してください。
}
mail-extended-subject = { $count ->
    [1] 【期限延長】{ $month }分の利用レポート：{ $day }まで（{ $vendor }、{ $company }）
   *[other] 【期限延長】利用レポート{ $count }件（{ $company }）
}
mail-extended-text = { $count ->
    [1] { $month }分の利用レポートの期限が延長されました。必要な明細にコメントを入力し、{ $deadline }までに提出してください。
   *[other] 利用レポート{ $count }件の期限が延長されました。必要な明細にコメントを入力し、新しい期限までに提出してください。
}
mail-dispatch-received-subject = { $count ->
    [1] 【送付 No.{ $number }】{ $distributor }から承認済み利用レポートが届きました
   *[other] 承認済み利用レポートの送付が{ $count }件届きました
}
mail-dispatch-received-text = { $count ->
    [1] { $distributor }から承認済みの利用レポートが届きました。処理後に完了とし、処理できないものは理由を添えて返却してください。
   *[other] 複数のディストリビューターから承認済みの利用レポートが届きました。処理後に完了とし、処理できないものは理由を添えて返却してください。
}
mail-dispatch-sent-subject = { $count ->
    [1] 【送付 No.{ $number }】{ $vendor }へ利用レポートを送付しました
   *[other] 利用レポートの送付{ $count }件が完了しました
}
mail-dispatch-sent-text = { $count ->
    [1] 承認済みの利用レポートを{ $vendor }へ送付しました。送付後に内容を変更することはできません。
   *[other] 承認済みの利用レポートを送付しました。送付後に内容を変更することはできません。
}
mail-dispatch-completed-subject = { $returned ->
    [0] { $count ->
        [1] 【送付 No.{ $number }】{ $vendor }での処理が完了しました
       *[other] ベンダーでの処理が完了した送付が{ $count }件あります
    }
   *[other] { $count ->
        [1] 【送付 No.{ $number }】{ $vendor }での処理が完了しました（返却{ $returned }件）
       *[other] ベンダーでの処理が完了した送付が{ $count }件あります（返却{ $returned }件）
    }
}
mail-dispatch-completed-text = { $returned ->
    [0] { $count ->
        [1] { $vendor }がこの送付のすべてのレポートを完了しました。これ以上の対応は不要です。
       *[other] これらの送付に、ベンダーの処理待ちのレポートは残っていません。これ以上の対応は不要です。
    }
   *[other] { $count ->
        [1] { $vendor }がこの送付のすべてのレポートに対応しました。返却されたレポートは再び確認中です。再度承認して送付するか、パートナーへ差し戻してください。返却された訂正報告は無効です。改めて訂正を申請できます。
       *[other] これらの送付に、ベンダーの処理待ちのレポートは残っていません。返却されたレポートは再び確認中です。再度承認して送付するか、パートナーへ差し戻してください。返却された訂正報告は無効です。改めて訂正を申請できます。
    }
}
mail-deadline-was = 以前の期限
mail-dispatch = 送付 No.{ $number }
mail-reports = レポート
mail-completed = 完了
mail-returned = 返却
mail-purchase-order = 発注番号
mail-open-dispatch = 送付を開く
mail-open-dispatches = 送付の一覧を開く
mail-deadline = 期限
mail-review-by = 確認期限（目安）
mail-state = ステータス
mail-when = 日時
mail-browser = ブラウザー
mail-address = ネットワークアドレス
mail-coming = このまま期限を迎えた場合の課金対象数
mail-penalties = ペナルティ（コメントのない過剰プロビジョニング）による課金対象数
mail-penalty-avoid = これを避けるには、期限までに該当する明細にコメントを入力してください。コメントがない場合、しきい値を超えた明細はプロビジョニング数の全数で課金され、変更した課金対象数は既定値に戻ります。
mail-proof = 添付ファイルcountersign-proof.txtは、このメッセージの送信時点の記録内容を証明します。このメッセージを保管しておけば、記録が後から変更されたかどうかを誰でも確かめられます。
mail-more-units = { $product } { $units } { $unit }
mail-more-products = ほか{ $count }製品
mail-product-unit = { $product }（{ $unit }）
mail-moment = { $at }（{ $zone }）
mail-submitted-advice = 数値に誤りがある場合は、{ $distributor }に差し戻しを依頼してください。差し戻し後に修正して再提出できます。
mail-months = { $from }～{ $to }
mail-product = 製品
mail-now = 現在
mail-at-deadline = 期限後
mail-without = ペナルティなし
mail-charged = 課金対象数
mail-difference = 差
mail-more = ほか{ $count }件は一覧で確認できます。
mail-open-report = レポートを開く
mail-open-list = レポートの一覧を開く
mail-why-report = このメッセージは、{ $company }の利用レポートを担当している方にお送りしています。
mail-why-account = このメッセージは、{ $host }のアカウントに関するものとしてお送りしています。
mail-why-operator = このメッセージは、{ $host }のCountersignを管理している方にお送りしています。
mail-why-administrator = このメッセージは、{ $host }で{ $company }を管理している方にお送りしています。
mail-unsubscribe = この種類のメッセージを受け取らない
mail-link-until = リンクは{ $until }まで、一度だけ有効です。最初に開いた人がパスワードを設定します。ほかの人に渡さないでください。

mail-invitation-subject = { $company }からのご招待
mail-invitation-text = { $company }よりCountersignへご招待します。利用レポートの確認、提出、承認を行うサービスです。リンクを開いて招待を承諾してください。
mail-invitation-button = 招待を承諾する
mail-password-reset-subject = 新しいパスワードを設定するリンク
mail-password-reset-text = 新しいパスワードを設定するリンクの発行依頼を受け付けました。心当たりがない場合は何もしないでください。パスワードは変わりません。
mail-password-reset-button = 新しいパスワードを設定
mail-new-sign-in-subject = アカウントへの新しいサインイン
mail-new-sign-in-text = これまで使われていないブラウザーからアカウントへのサインインがありました。
mail-new-sign-in-button = アカウントを開く
mail-new-sign-in-note = ご自身であれば何もする必要はありません。そうでない場合は、すぐにパスワードを変更し、そのセッションを終了してください。
mail-account-changed-subject = アカウントの変更：{ $what }
mail-account-changed-text = { $company }のアカウントが変更されました：{ $what }
mail-account-changed-button = アカウントを開く
mail-account-changed-note = 心当たりがない場合は、すぐにパスワードを変更し、会社の管理者に連絡してください。
mail-company-changed-subject = { $company }：{ $what }
mail-company-changed-text = 運営者が{ $company }のユーザーに関する変更を行いました：{ $what }
mail-company-changed-button = ユーザーを開く
mail-company-changed-note = 社内で依頼していない場合は、運営者に問い合わせてください。
mail-backup-failed-subject = バックアップに失敗しました
mail-backup-failed-text = このシステムの毎日のバックアップを作成できませんでした。成功するまで15分ごとに再試行します。
mail-backup-failed-button = 自動処理を開く
mail-backup-failed-note = それまでは、以前のバックアップしかありません。理由に示されたディスクとフォルダーを確認してください。
mail-source-silent-subject = 送信元から計測値が届いていません
mail-source-silent-text = 計測値を送信するはずのプログラムから、想定した時間を過ぎても計測値が届いていません。この計測値がないと、レポートに前回値が使用されるか、レポートが作成されません。
mail-source-silent-button = 送信元を開く
mail-source-silent-note = プログラムが動作しているか、トークンが有効かを確認してください。計測値が再び届くと、通常の状態に戻ります。途絶を通知するまでの時間は、送信元のページで設定します。
mail-webhook-ended-subject = Webhookが終了しました
mail-webhook-ended-text = Webhookの受信側から廃止されたという応答がありました。今後、イベントは送信されません。
mail-webhook-ended-button = Webhookを開く
mail-webhook-ended-note = 引き続きイベントを受信する場合は、Webhookのページでアドレスを修正し、再び有効にしてください。送信されなかったメッセージも、そのページから再送できます。
mail-person = ユーザー
mail-backup-reason = 理由
mail-source = 送信元（最後の計測値）
mail-webhook = Webhook
mail-change = 変更内容
