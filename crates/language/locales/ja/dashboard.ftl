# ダッシュボード。
dash-needs = 今必要な対応
dash-needs-nothing = ありません。対応が必要なものはすべて完了しています。
dash-needs-reader = ありません。あなたのロールは閲覧のみです。対応は社内の担当者が行います。
dash-status = 利用レポートの状況
dash-no-reports = レポートはまだ作成されていません。最初のレポートは月末後の数日で作成されます。
dash-progress = 対象月の進み具合
dash-progress-alt = 各日の終わりに各ステータスにあったレポートの件数
dash-deadline = 期限
dash-as-table = 表で見る
dash-day = 日
chart-beyond = ベンダーへ送付済み
needs-preparing = { $month }：{ $deadline } までに確認して提出してください（残り { $left }）。{ $violations ->
    [0] 超過はありません。
   *[other] 超過の明細が { $violations }件あります。
}
needs-rejected = { $month } は差し戻されました：理由に対応し、{ $deadline } までに再提出してください（残り { $left }）。
needs-review = { $count }件のレポートがあなたの決定を待っています
needs-process = { $month }：{ $count } 件のレポートが完了または差し戻しを待っています
needs-dispatch = 承認済みのレポート { $count } 件をベンダーへ送付できます
needs-review-of-month = { $month }：{ $count } 件のレポートが判断を待っています
needs-late = { $partner } のレポートが確認期間を過ぎています
needs-flagged = { $count }件のレポートがペナルティ計算となり、確認が必要な場合があります
needs-faults = { $count }件のレポートを作成できませんでした
needs-missed = 時計が1日以上止まっていました：自動提出はあなたの選択を待っています
needs-failed-messages = { $count ->
   *[other] 送信できなかったメッセージが { $count } 件あります。理由を確認して再送してください。
}
needs-overdue = { $month }：期限（{ $deadline }）を過ぎました。最後に保存された内容でシステムがレポートを提出します。
needs-failed-delivery = 送付 { $dispatch } を配信できませんでした。理由を確認して、もう一度配信してください。
needs-failed-import = インポートに失敗しました。理由を確認して、もう一度実行してください。
