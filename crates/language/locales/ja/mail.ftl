# 電子メールのメッセージ。
mail-greeting = { $name } 様
mail-ready-subject = { $count ->
    [1] { $month }の利用レポートが作成されました
   *[other] { $count }件の利用レポートが作成されました
}
mail-ready-text = { $count ->
    [1] { $month }の利用レポートが作成されました。数値を確認し、必要な箇所にコメントを付けて、期限までに提出してください。
   *[other] { $count }件の利用レポートが作成されました。数値を確認し、必要な箇所にコメントを付けて、期限までに提出してください。
}
mail-reminder-subject = { $count ->
    [1] リマインダー: { $month }の利用レポートの期限は{ $deadline }です
   *[other] リマインダー: { $count }件の利用レポートの期限が近づいています
}
mail-reminder-text = { $count ->
    [1] { $month }の利用レポートはまだ提出されていません。期限を過ぎると、最後に保存された内容でシステムが提出します。
   *[other] { $count }件の利用レポートがまだ提出されていません。期限を過ぎると、最後に保存された内容でシステムが提出します。
}
mail-submitted-subject = { $count ->
    [1] { $month }の利用レポートが自動的に提出されました
   *[other] { $count }件の利用レポートが自動的に提出されました
}
mail-submitted-text = { $count ->
    [1] { $month }の利用レポートは期限までに提出されませんでした。最後に保存された内容でシステムが提出しました。
   *[other] { $count }件の利用レポートは期限までに提出されませんでした。最後に保存された内容でシステムが提出しました。
}
mail-review-subject = { $count ->
    [1] { $partner }: { $month }の利用レポートが確認を待っています
   *[other] { $count }件の利用レポートが確認を待っています
}
mail-review-text = { $count ->
    [1] 利用レポートが確認中となり、判断を待っています。
   *[other] { $count }件の利用レポートが確認中となり、判断を待っています。
}
mail-approved-subject = { $count ->
    [1] { $month }の利用レポートが承認されました
   *[other] { $count }件の利用レポートが承認されました
}
mail-approved-text = { $count ->
    [1] { $month }の利用レポートは承認され、完了しました。これ以上の作業はありません。
   *[other] { $count }件の利用レポートは承認され、完了しました。これ以上の作業はありません。
}
mail-rejected-subject = { $count ->
    [1] { $month }の利用レポートが差し戻されました
   *[other] { $count }件の利用レポートが差し戻されました
}
mail-rejected-text = { $count ->
    [1] ディストリビューターが{ $month }の利用レポートを下記の理由で差し戻しました。数値を訂正または説明し、期限までに再提出してください。
   *[other] ディストリビューターが{ $count }件の利用レポートを下記の理由で差し戻しました。数値を訂正または説明し、期限までに再提出してください。
}
mail-reopened-subject = { $count ->
    [1] { $month }の利用レポートの承認が取り消されました
   *[other] { $count }件の利用レポートの承認が取り消されました
}
mail-reopened-text = { $count ->
    [1] ディストリビューターが下記の理由により{ $month }の利用レポートを再確認しています。承認は無効になりました。現在必要な作業はありません。判断が下り次第お知らせします。
   *[other] ディストリビューターが下記の理由により{ $count }件の利用レポートを再確認しています。承認は無効になりました。現在必要な作業はありません。判断が下り次第お知らせします。
}
mail-returned-subject = { $count ->
    [1] { $partner }: ベンダーが{ $month }の利用レポートを返却しました
   *[other] ベンダーが{ $count }件の利用レポートを返却しました
}
mail-returned-text = { $count ->
    [1] ベンダーが利用レポートを下記の理由で返却しました。再び確認中となり、判断を待っています。
   *[other] ベンダーが{ $count }件の利用レポートを下記の理由で返却しました。再び確認中となり、判断を待っています。
}
mail-extended-subject = { $count ->
    [1] { $month }の利用レポートの期限が{ $deadline }まで延長されました
   *[other] { $count }件の利用レポートの期限が延長されました
}
mail-extended-text = { $count ->
    [1] { $month }の利用レポートの期限が延長されました。必要な箇所にコメントを付けて、新しい期限までに提出してください。
   *[other] { $count }件の利用レポートの期限が延長されました。必要な箇所にコメントを付けて、新しい期限までに提出してください。
}
mail-dispatch-received-subject = { $count ->
    [1] { $distributor }から送付 No.{ $number }が届きました
   *[other] 処理を待つ送付が{ $count }件届きました
}
mail-dispatch-received-text = { $count ->
    [1] { $distributor }から承認済みの利用レポートが届きました。完了とするか、処理できないものを返却してください。
   *[other] ディストリビューターから承認済みの利用レポートが届きました。完了とするか、処理できないものを返却してください。
}
mail-dispatch-sent-subject = { $count ->
    [1] 送付 No.{ $number }を{ $vendor }に送りました
   *[other] { $count }件の送付を送りました
}
mail-dispatch-sent-text = { $count ->
    [1] 承認済みの利用レポートを{ $vendor }に送りました。送った内容は変わりません。
   *[other] 承認済みの利用レポートを送りました。送った内容は変わりません。
}
mail-dispatch-completed-subject = { $count ->
    [1] { $vendor }が送付 No.{ $number }の処理を終えました
   *[other] ベンダーが{ $count }件の送付の処理を終えました
}
mail-dispatch-completed-text = { $count ->
    [1] ベンダーの処理を待つレポートはこの送付にはもうありません。
   *[other] ベンダーの処理を待つレポートはこれらの送付にはもうありません。
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
mail-review-by = 判断の目安
mail-state = ステータス
mail-when = 日時
mail-browser = ブラウザー
mail-address = ネットワークアドレス
mail-coming = このまま期限を迎えた場合の課金対象数
mail-penalties = ペナルティ（コメントのない過剰プロビジョニング）による課金対象数
mail-penalty-avoid = ペナルティを避けるには、期限までに上記の明細にコメントを入力してください。コメントがない場合、しきい値を超えた明細はプロビジョニング数の全数で課金され、変更した課金対象数は既定値に戻ります。
mail-product = 製品
mail-unit = 単位
mail-now = 現在
mail-at-deadline = 期限時
mail-without = ペナルティなし
mail-charged = 課金
mail-difference = 差
mail-more = { $count ->
    [1] ほか1件は一覧にあります。
   *[other] ほか{ $count }件は一覧にあります。
}
mail-open-report = レポートを開く
mail-open-list = レポートの一覧を開く
mail-why-report = このメッセージは、{ $company }の利用レポートを担当している方にお送りしています。
mail-why-account = このメッセージは、{ $host }のアカウントに関するものとしてお送りしています。
mail-why-operator = このメッセージは、{ $host }のCountersignを管理している方にお送りしています。
mail-unsubscribe = この種類のメッセージを受け取らない
mail-link-until = リンクは{ $until }まで、一度だけ有効です。最初に開いた人がパスワードを設定します。他の人に渡さないでください。

mail-invitation-subject = { $company }からの招待
mail-invitation-text = { $company }がCountersignに招待しています。利用レポートを確認し、提出し、合意する場です。招待を承諾するには、リンクを開いてください。
mail-invitation-button = 招待を受ける
mail-password-reset-subject = 新しいパスワードを設定するリンク
mail-password-reset-text = 新しいパスワードを設定するリンクが要求されました。不要な場合は何もしないでください。パスワードはそのままです。
mail-password-reset-button = 新しいパスワードを設定
mail-new-sign-in-subject = アカウントへの新しいサインイン
mail-new-sign-in-text = 未知のブラウザーからアカウントへのサインインがありました。
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
mail-backup-failed-text = このインストールの毎日のバックアップを作成できませんでした。成功するまで15分ごとに再試行します。
mail-backup-failed-button = 自動処理を開く
mail-backup-failed-note = 成功するまでは、前回の正常なバックアップしかありません。理由に示されたディスクとフォルダーを確認してください。
mail-person = ユーザー
mail-backup-reason = 理由
mail-change = 変更内容
