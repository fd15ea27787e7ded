# ダッシュボード。
dash-needs = 必要な対応
dash-needs-nothing = 現在、必要な対応はありません。提出や承認が必要なレポートがあると、ここに表示されます。
dash-needs-reader = ありません。お使いの役割では閲覧のみ可能です。対応は社内の担当者が行います。
dash-status = 利用レポートの状況
dash-no-reports = レポートはまだ作成されていません。最初のレポートは月末後の数日で作成されます。
dash-progress = 対象月の進み具合
dash-progress-alt = 各日の終わりのステータス別レポート件数
dash-deadline = 期限
dash-as-table = 表で見る
dash-day = 日
chart-beyond = ベンダーへ送付済み
needs-preparing = { $month }：{ $deadline }までに確認して提出してください（残り{ $left }）。{ $violations ->
    [0] しきい値超過はありません。
   *[other] しきい値超過の明細が{ $violations }件あります。
}
needs-rejected = { $month }は差し戻されました：理由に対応し、{ $deadline }までに再提出してください（残り{ $left }）。
needs-review = 承認待ちのレポートが{ $count }件あります
needs-process = { $month }：完了または返却の対応待ちのレポートが{ $count }件あります
needs-dispatch = ベンダーへ送付できる承認済みのレポートが{ $count }件あります
needs-review-of-month = { $month }：承認待ちのレポートが{ $count }件あります
needs-late = { $partner }のレポートが確認期間を過ぎています
needs-flagged = ペナルティが適用されたレポートが{ $count }件あります。内容を確認してください
needs-faults = { $count }件のレポートを作成できませんでした
needs-missed = 自動処理が24時間以上停止していました。自動提出の扱いを選択してください
needs-failed-messages = { $count ->
   *[other] 送信できなかったメッセージが{ $count }件あります。理由を確認して再送してください。
}
needs-overdue = { $month }：期限（{ $deadline }）を過ぎました。最後に保存された内容でシステムがレポートを提出します。
needs-failed-delivery = 送付 No.{ $dispatch }を配信できませんでした。理由を確認して、もう一度送信してください。
needs-failed-import = インポートに失敗しました。理由を確認して、もう一度実行してください。
