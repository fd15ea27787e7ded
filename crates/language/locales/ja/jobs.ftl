# ジョブのページ：インポート、または多数のレポートへの一括処理。
jobs-back-to-reports = 利用レポート
jobs-state = ステータス
jobs-state-waiting = 待機中
jobs-state-trying = 確認中（変更はありません）
jobs-state-running = 実行中
jobs-state-done = 完了
jobs-state-failed = 失敗
jobs-state-cancelled = 停止済み
jobs-state-cancelling = 停止しています
jobs-asked = 開始者
jobs-ended = 終了
jobs-progress = { $total }件中{ $done }件
jobs-pace = 毎秒{ $count }件、残り約{ $left }
jobs-leave = このページを離れても処理は続きます。結果はこのアドレスに残ります。
jobs-failed-text = ジョブは完了する前に終了しました。それまでの処理は残ります。原因を取り除いてから、もう一度開始してください。
jobs-failed-left-company = ジョブを開始した人は、もうこの会社に所属していません。
jobs-failed-may-not-import = ジョブを開始した人には、ファイルをインポートする権限がもうありません。
jobs-would-refused = { $count }件のレポートは受け付けられません。理由は下に表示されています。
jobs-was-refused = { $count }件のレポートは受け付けられませんでした。理由は下に表示されています。
jobs-discard = 破棄
jobs-cancel = 停止
jobs-not-waiting = 何も実行されませんでした。このジョブは確認待ちではなくなっています。
jobs-over = ジョブはすでに終了しています。
jobs-by-result = 結果別
jobs-all-items = 全件
jobs-item-refused = 受付不可
jobs-item-waiting = 待機中
jobs-refused-no-report = 該当するレポートがありません。
jobs-refused-not-permitted = ジョブを開始した人の役割では、この操作を行えません。
jobs-refused-own-work = ジョブを開始した人がこのレポートを編集または提出したため、承認または差し戻しは別の担当者が行います。
jobs-refused-deadline = 期限は{ $date }に過ぎました。
jobs-items = 各レポートの結果
jobs-partner = パートナー
jobs-cycle = 対象月
jobs-vendor = ベンダー
jobs-result = 結果
jobs-download = 結果をダウンロード（CSV）
jobs-next = 次へ
jobs-progress-open = { $done }読み取り済み
jobs-import-title = { $count }個のファイルのインポート
jobs-import-confirm = インポート
jobs-import-confirm-text = 下に示すとおり、新しいものは追加され、異なるものは変更されます。パートナーが準備中のレポートには、新しい計測値が反映されます。
jobs-import-confirm-readings-text = 問題のない計測値がインポートされます。ディレクトリは、そのファイルの問題がすべてなくなるまで変わりません。
jobs-import-directory-refused = ディレクトリのファイルに誤りのある行が1つでもあると、どのファイルもインポートされません。
jobs-import-tried = まだ何も変わっていません。ファイルをインポートすると次のようになります。
jobs-import-done = ファイルをインポートしました。
jobs-import-nothing-would = これらのファイルによる変更はありません。
jobs-import-nothing = これらのファイルによる変更はありませんでした。
jobs-import-reports = { $count }件のレポートが作成または更新されました。
jobs-import-moves-subscription-customer = サブスクリプション{ $count }件の顧客が変わります。{ $closed }は終了済みのため、{ $from }分から反映されます。
jobs-import-moves-subscription-product = サブスクリプション{ $count }件の製品が変わります。{ $closed }は終了済みのため、{ $from }分から反映されます。
jobs-import-moves-customer-partner = 顧客{ $count }社のパートナーが変わります。{ $closed }は終了済みのため、{ $from }分から反映されます。
jobs-import-moves-partner-distributor = パートナー{ $count }社のディストリビューターが変わります。{ $closed }は終了済みのため、{ $from }分から反映されます。
jobs-import-moves-partner-type = パートナー{ $count }社の種別が変わります。{ $closed }は終了済みのため、{ $from }分から反映されます。
jobs-import-moves-distributor-region = ディストリビューター{ $count }社の地域が変わります。{ $closed }は終了済みのため、{ $from }分から反映されます。
jobs-import-moves-distributor-type = ディストリビューター{ $count }社の種別が変わります。{ $closed }は終了済みのため、{ $from }分から反映されます。
jobs-import-moves-region-usage-reports = { $count }地域の利用レポートの有効・無効が変わります。{ $closed }は終了済みのため、{ $from }分から反映されます。
jobs-import-files = ファイル
jobs-import-file = ファイル
jobs-import-size = サイズ
jobs-import-rows = 行数
jobs-import-new = 新規
jobs-import-changed = 変更
jobs-import-together = 新規に含む
jobs-import-refused = 受付不可
jobs-import-problems = 問題点
jobs-import-problems-all = 問題{ $count }件（原因別に表示）。
jobs-import-problems-some = 問題{ $count }件。最初の{ $shown }個の原因を表示しています。
jobs-import-rows-more = ほか{ $count }行
jobs-import-consequences = ほかに{ $count }行が、受付不可の行を参照しているため受け付けられません。
jobs-import-problems-file = すべてをCSVでダウンロード
jobs-import-row = 行
jobs-import-column = 列
jobs-import-found = 内容
jobs-import-expected = 期待される値
jobs-correct-row = { $row }行目
jobs-correct-tried-text = ここで行を修正できます。修正後、すべてのファイルをもう一度検査します。確定するまで何もインポートされません。
jobs-correct-done-text = ここで行を修正できます。修正後にもう一度検査し、正しい行をインポートします。
jobs-correct-try = もう一度検査する
jobs-correct-import = 修正した行をインポート
jobs-correct-accept = このセルの内容を使う
jobs-correct-leave-out = この行を除外する
jobs-correct-nothing = まだどの行も変更されていません。セルを修正するか、行を除外してください。
jobs-correct-stale = 修正は行われませんでした。その間に別の担当者がこのインポートを確定、破棄、または修正しました。
jobs-correct-more = { $count ->
   *[other] ほか{ $count }件の問題：原因別にすべて表示
}
jobs-correct-continued = 受付不可の行は別のインポートで修正されました
jobs-confirm-complete-text = 処理済みとして扱います。この操作は元に戻せません。
jobs-confirm-return-text = レポートはディストリビューターに戻ります。ディストリビューターは上の理由を読み、レポートを再び確認します。改めて送付されると再び表示されます。
jobs-title = { $verb ->
    [approve] レポート{ $count }件を承認
    [reject] レポート{ $count }件を差し戻し
    [extend] 期限{ $count }件を{ $date }まで延長
    [reopen] レポート{ $count }件の承認を取り消す
    [undo] 判断{ $count }件を元に戻す
    [complete] レポート{ $count }件を完了
   *[return] レポート{ $count }件を返却
}
jobs-confirm = { $verb ->
    [approve] { $count }件のレポートを承認する
    [reject] { $count }件のレポートを差し戻す
    [extend] { $count }件の期限を延長する
    [reopen] { $count }件の承認を取り消す
    [undo] { $count }件の判断を元に戻す
    [complete] { $count }件のレポートを完了する
   *[return] { $count }件のレポートを返却する
}
jobs-would-done = { $verb ->
    [approve] { $count }件のレポートが承認されます。
    [reject] { $count }件のレポートが差し戻されます。
    [extend] { $count }件の期限が延長されます。
    [reopen] { $count }件の承認が取り消されます。
    [undo] { $count }件の判断が元に戻ります。
    [complete] { $count }件のレポートが完了になります。
   *[return] { $count }件のレポートが返却されます。
}
jobs-would-already = { $verb ->
    [approve] { $count }件のレポートはすでに承認されており、変わりません。
    [reject] { $count }件のレポートはすでに差し戻されており、変わりません。
    [extend] { $count }件のレポートはすでにこの期限になっており、変わりません。
    [reopen] { $count }件の承認はすでに取り消されています。
    [undo] { $count }件の判断はすでに元に戻されています。
    [complete] { $count }件のレポートはすでに完了しており、変わりません。
   *[return] { $count }件のレポートはすでに返却されており、変わりません。
}
jobs-was-done = { $verb ->
    [approve] { $count }件のレポートを承認しました。
    [reject] { $count }件のレポートを差し戻しました。
    [extend] { $count }件の期限を延長しました。
    [reopen] { $count }件の承認を取り消しました。
    [undo] { $count }件の判断を元に戻しました。
    [complete] { $count }件のレポートを完了しました。
   *[return] { $count }件のレポートを返却しました。
}
jobs-was-already = { $verb ->
    [approve] { $count }件のレポートはすでに承認されていました。
    [reject] { $count }件のレポートはすでに差し戻されていました。
    [extend] { $count }件のレポートはすでにこの期限でした。
    [reopen] { $count }件の承認はすでに取り消されていました。
    [undo] { $count }件の判断はすでに元に戻されていました。
    [complete] { $count }件のレポートはすでに完了していました。
   *[return] { $count }件のレポートはすでに返却されていました。
}
jobs-item-would = { $verb ->
    [approve] 承認されます
    [reject] 差し戻されます
    [extend] 延長されます
    [reopen] 承認が取り消されます
    [undo] 元に戻ります
    [complete] 完了になります
   *[return] 返却されます
}
jobs-item-done = { $verb ->
    [approve] 承認済み
    [reject] 差し戻し済み
    [extend] 延長済み
    [reopen] 承認取り消し済み
    [undo] 元に戻しました
    [complete] 完了済み
   *[return] 返却済み
}
jobs-item-already = { $verb ->
    [approve] すでに承認済み
    [reject] すでに差し戻し済み
    [extend] すでにこの期限です
    [reopen] すでに承認取り消し済み
    [undo] すでに元に戻っています
    [complete] すでに完了済み
   *[return] すでに返却済み
}
jobs-state-previewed = 確認済み。実行の確定待ちです
jobs-rule-title = ルールでレポート{ $count }件を承認
jobs-confirm-approve-text = パートナーにレポートの承認が通知されます。5分間は元に戻せます。その後も、ベンダーへ送付するまでは承認を取り消せます。
jobs-confirm-reject-text = レポートはパートナーに戻り、新しい期限が設定されます。パートナーは上の理由を確認できます。5分間は元に戻せます。
jobs-confirm-extend-text = パートナーの期限は地域の時刻で{ $date }の24:00になり、パートナーは上の理由を確認できます。5分間は元に戻せます。その後は、期限を再び延長できますが、短くすることはできません。
jobs-confirm-reopen-text = 承認を取り消し、レポートは再び確認中になります。以後は自動承認されません。5分間は元に戻せます。
jobs-refused-stale = プレビューの後にレポートが変更されました。
jobs-undo = 元に戻す
jobs-undo-text = 5分間は、これらの判断を元に戻せます。各レポートは判断前の状態に戻り、パートナーには通知されません。
jobs-undo-over = これらの判断は、まとめて元に戻せなくなりました。承認は、ベンダーへ送付するまで取り消せます。
jobs-undone-job = 元に戻された判断
jobs-list = 一括処理
jobs-list-none = 一括処理はまだありません
jobs-list-none-text = 一覧で複数のレポートを選択し、まとめて処理してください。結果はここに残ります。
jobs-list-what = 判断
jobs-list-when = 開始
jobs-list-who = 実行者
jobs-list-earlier = 以前のもの
jobs-preview = 実行される内容
jobs-preview-to = 対象
jobs-preview-partners = パートナー{ $count }社
jobs-preview-more = ほか{ $count }社
jobs-preview-marks = 注意点
jobs-preview-no-marks = 要確認、しきい値超過、コメント、変化はありません
jobs-preview-flagged = 要確認のレポート{ $count }件
jobs-preview-violations = しきい値超過{ $count }件
jobs-preview-commented = コメント付きのレポート{ $count }件
jobs-preview-changed = 前月から変化したレポート{ $count }件
jobs-preview-not-compared = 前月のないレポート{ $count }件
jobs-preview-amendments = 訂正報告{ $count }件（差分は課金対象数に含まれません）
jobs-preview-deadlines = 新しい期限
jobs-preview-deadline = { $date }（{ $zone }）、レポート{ $count }件
jobs-preview-units = 製品ごとの課金対象数
jobs-preview-product = 製品
jobs-preview-unit = 単位
jobs-preview-before = 前月
jobs-preview-after = 当月
jobs-preview-change = 変化
