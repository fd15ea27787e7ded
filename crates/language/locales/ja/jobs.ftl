# ジョブのページ：インポート、または多数のレポートへの一括決定。
jobs-back-to-reports = 利用レポート
jobs-state = 状態
jobs-state-waiting = 順番待ち
jobs-state-trying = 確認中（変更はありません）
jobs-state-running = 実行中
jobs-state-done = 完了
jobs-state-failed = 続行できませんでした
jobs-state-cancelled = 停止済み
jobs-state-cancelling = 停止しています
jobs-asked = 依頼者
jobs-ended = 終了
jobs-progress = { $total } 件中 { $done } 件
jobs-pace = 毎秒 { $count } 件、残り約 { $left }
jobs-leave = このページを離れても処理は続きます。結果はこのアドレスに残ります。
jobs-failed-text = 完了する前に終了しました。それまでの処理は残ります。原因を取り除いてから、もう一度開始してください。
jobs-failed-left-company = ジョブを開始した人は、もうこの会社に所属していません。
jobs-failed-may-not-import = ジョブを開始した人には、ファイルをインポートする権限がもうありません。
jobs-would-refused = { $count } 件のレポートは拒否されます。理由は下に表示されています。
jobs-was-refused = { $count } 件のレポートは拒否されました。理由は下に表示されています。
jobs-discard = 破棄
jobs-cancel = 停止
jobs-not-waiting = 何も実行されませんでした。このジョブは確認待ちではなくなっています。
jobs-over = 停止するものはもうありません。
jobs-by-result = 結果別
jobs-all-items = 全件
jobs-item-refused = 拒否
jobs-item-waiting = 待機中
jobs-refused-no-report = 該当するレポートがありません。
jobs-refused-not-permitted = ジョブを開始した人の役割では、この操作を行えません。
jobs-refused-own-work = ジョブを開始した人がこのレポートを編集または提出したため、別の担当者が判断する必要があります。
jobs-refused-deadline = 期限は{ $date }に過ぎました。
jobs-items = 各レポートの結果
jobs-partner = パートナー
jobs-cycle = レポート対象月
jobs-vendor = ベンダー
jobs-result = 結果
jobs-download = 結果をダウンロード（CSV）
jobs-next = 次へ
jobs-progress-open = { $done } 読み取り済み
jobs-import-title = { $count } 個のファイルのインポート
jobs-import-confirm = インポート
jobs-import-confirm-text = 下に示すとおり、新しいものは追加され、異なるものは変更されます。まだパートナーの手元にあるレポートには、新しい計測値が反映されます。
jobs-import-confirm-readings-text = 拒否されなかった計測値が取り込まれます。ディレクトリは、そのファイルの問題がすべてなくなるまで変わりません。
jobs-import-directory-refused = 不正な行が 1 つでもあると、ディレクトリのファイルは何も変更しません。ディレクトリは元のままです。
jobs-import-tried = まだ何も変わっていません。ファイルを取り込むと次のようになります。
jobs-import-done = ファイルを取り込みました。
jobs-import-nothing-would = これらのファイルで変わるものはありません。
jobs-import-nothing = これらのファイルで変わったものはありません。
jobs-import-reports = { $count } 件のレポートが作成または更新されました。
jobs-import-moves-subscription-customer = サブスクリプション { $count } 件の顧客が変わります。{ $closed }は締め切り済みのため、{ $from }分から反映されます。
jobs-import-moves-subscription-product = サブスクリプション { $count } 件の製品が変わります。{ $closed }は締め切り済みのため、{ $from }分から反映されます。
jobs-import-moves-customer-partner = 顧客 { $count } 件のパートナーが変わります。{ $closed }は締め切り済みのため、{ $from }分から反映されます。
jobs-import-moves-partner-distributor = パートナー { $count } 社のディストリビューターが変わります。{ $closed }は締め切り済みのため、{ $from }分から反映されます。
jobs-import-moves-partner-type = パートナー { $count } 社の種別が変わります。{ $closed }は締め切り済みのため、{ $from }分から反映されます。
jobs-import-moves-distributor-region = ディストリビューター { $count } 社の地域が変わります。{ $closed }は締め切り済みのため、{ $from }分から反映されます。
jobs-import-moves-distributor-type = ディストリビューター { $count } 社の種別が変わります。{ $closed }は締め切り済みのため、{ $from }分から反映されます。
jobs-import-moves-region-usage-reports = { $count } 地域のレポート有効・無効が変わります。{ $closed }は締め切り済みのため、{ $from }分から反映されます。
jobs-import-files = ファイル
jobs-import-file = ファイル
jobs-import-size = サイズ
jobs-import-rows = 行数
jobs-import-new = 新規
jobs-import-changed = 変更
jobs-import-together = 新規に含む
jobs-import-refused = 拒否
jobs-import-problems = 問題点
jobs-import-problems-all = 問題 { $count } 件（原因別に表示）。
jobs-import-problems-some = 問題 { $count } 件。最初の { $shown } 個の原因を表示しています。
jobs-import-rows-more = ほか { $count } 行
jobs-import-consequences = ほかに { $count } 行が、拒否された行を参照しているため拒否されます。
jobs-import-problems-file = すべてを CSV でダウンロード
jobs-import-row = 行
jobs-import-column = 列
jobs-import-found = 内容
jobs-import-expected = 期待される値
jobs-correct-row = { $row } 行目
jobs-correct-tried-text = ここで行を修正できます。修正後、すべてのファイルをもう一度検査します。確定するまで何も取り込まれません。
jobs-correct-done-text = ここで行を修正できます。修正後にもう一度検査し、正しい行を取り込みます。
jobs-correct-try = もう一度検査する
jobs-correct-import = 修正した行を取り込む
jobs-correct-accept = このセルの内容を使う
jobs-correct-leave-out = この行を除外する
jobs-correct-nothing = まだどの行も変更されていません。セルを修正するか、行を除外してください。
jobs-correct-stale = 修正は行われませんでした。その間に別の担当者がこの取り込みを確定、破棄、または修正しました。
jobs-correct-more = { $count ->
   *[other] ほか { $count } 件の問題：原因別にすべて表示
}
jobs-correct-continued = 拒否された行は別の取り込みで修正されました
jobs-confirm-complete-text = 処理済みとして扱います。この操作は元に戻せません。
jobs-confirm-return-text = レポートはディストリビューターに戻り、上の理由を読んだうえで再び確認されます。改めて送付されると再び表示されます。
jobs-title = { $verb ->
    [approve] レポート { $count } 件を承認
    [reject] レポート { $count } 件を差し戻し
    [extend] 期限 { $count } 件を { $date } まで延長
    [reopen] レポート { $count } 件を再開
    [undo] 判断 { $count } 件を元に戻す
    [complete] レポート { $count } 件を完了
   *[return] レポート { $count } 件を返却
}
jobs-confirm = { $verb ->
    [approve] { $count } 件のレポートを承認する
    [reject] { $count } 件のレポートを差し戻す
    [extend] { $count } 件の期限を延長する
    [reopen] { $count } 件のレポートを再開する
    [undo] { $count } 件の判断を元に戻す
    [complete] { $count } 件のレポートを完了する
   *[return] { $count } 件のレポートを返却する
}
jobs-would-done = { $verb ->
    [approve] { $count } 件のレポートが承認されます。
    [reject] { $count } 件のレポートが差し戻されます。
    [extend] { $count } 件の期限が延長されます。
    [reopen] { $count } 件のレポートが再開されます。
    [undo] { $count } 件の判断が元に戻ります。
    [complete] { $count } 件のレポートが完了になります。
   *[return] { $count } 件のレポートが返却されます。
}
jobs-would-already = { $verb ->
    [approve] { $count } 件のレポートはすでに承認されており、変わりません。
    [reject] { $count } 件のレポートはすでに差し戻されており、変わりません。
    [extend] { $count } 件のレポートはすでにこの期限になっており、変わりません。
    [reopen] { $count } 件のレポートはすでに再開されており、変わりません。
    [undo] { $count } 件の判断はすでに元に戻されています。
    [complete] { $count } 件のレポートはすでに完了しており、変わりません。
   *[return] { $count } 件のレポートはすでに返却されており、変わりません。
}
jobs-was-done = { $verb ->
    [approve] { $count } 件のレポートを承認しました。
    [reject] { $count } 件のレポートを差し戻しました。
    [extend] { $count } 件の期限を延長しました。
    [reopen] { $count } 件のレポートを再開しました。
    [undo] { $count } 件の判断を元に戻しました。
    [complete] { $count } 件のレポートを完了しました。
   *[return] { $count } 件のレポートを返却しました。
}
jobs-was-already = { $verb ->
    [approve] { $count } 件のレポートはすでに承認されていました。
    [reject] { $count } 件のレポートはすでに差し戻されていました。
    [extend] { $count } 件のレポートはすでにこの期限でした。
    [reopen] { $count } 件のレポートはすでに再開されていました。
    [undo] { $count } 件の判断はすでに元に戻されていました。
    [complete] { $count } 件のレポートはすでに完了していました。
   *[return] { $count } 件のレポートはすでに返却されていました。
}
jobs-item-would = { $verb ->
    [approve] 承認されます
    [reject] 差し戻されます
    [extend] 延長されます
    [reopen] 再開されます
    [undo] 元に戻ります
    [complete] 完了になります
   *[return] 返却されます
}
jobs-item-done = { $verb ->
    [approve] 承認済み
    [reject] 差し戻し済み
    [extend] 延長済み
    [reopen] 再開済み
    [undo] 元に戻しました
    [complete] 完了済み
   *[return] 返却済み
}
jobs-item-already = { $verb ->
    [approve] すでに承認済み
    [reject] すでに差し戻し済み
    [extend] すでにこの期限です
    [reopen] すでに再開済み
    [undo] すでに元に戻っています
    [complete] すでに完了済み
   *[return] すでに返却済み
}
jobs-state-previewed = 確認済み。実行の確認を待っています
jobs-rule-title = ルールでレポート { $count } 件を承認
jobs-confirm-approve-text = パートナーにレポートの完了が通知されます。5 分間は元に戻せます。その後も、ベンダーに送られるまでは承認済みのレポートを再開できます。
jobs-confirm-reject-text = レポートはパートナーに戻り、パートナーは上の理由を読み、新しい期限を受け取ります。5 分間は元に戻せます。
jobs-confirm-extend-text = パートナーの期限は地域の時刻で { $date } の 24:00 になり、パートナーは上の理由を読みます。5 分間は元に戻せます。その後は、期限を再び延長できますが、短くすることはできません。
jobs-confirm-reopen-text = 承認を取り消し、レポートは再び確認中になります。以後は自動承認されません。5 分間は元に戻せます。
jobs-refused-stale = プレビューの後にレポートが変更されました。
jobs-undo = 元に戻す
jobs-undo-text = 5 分間は、これらの判断を元に戻せます。各レポートは判断前の状態に戻り、パートナーには通知されません。
jobs-undo-over = これらの判断は、もうまとめて元に戻せません。承認済みのレポートは、ベンダーに送られるまで再開できます。
jobs-undone-job = 元に戻された判断
jobs-list = 一括処理
jobs-list-none = 一括処理はまだありません
jobs-list-none-text = 一覧でレポートを選択し、まとめて判断してください。結果はここに残ります。
jobs-list-what = 判断
jobs-list-when = 開始
jobs-list-who = 実行者
jobs-list-earlier = 以前のもの
jobs-preview = 実行される内容
jobs-preview-to = 対象
jobs-preview-partners = パートナー { $count } 社
jobs-preview-more = 他 { $count } 社
jobs-preview-marks = 注意点
jobs-preview-no-marks = 要確認、超過、コメント、変化はありません
jobs-preview-flagged = 要確認のレポート { $count } 件
jobs-preview-violations = 超過 { $count } 件
jobs-preview-commented = コメント付きのレポート { $count } 件
jobs-preview-changed = 前月から変化したレポート { $count } 件
jobs-preview-not-compared = 前月のないレポート { $count } 件
jobs-preview-amendments = 修正 { $count } 件（差分は課金数に含まれません）
jobs-preview-deadlines = 新しい期限
jobs-preview-deadline = { $date }（{ $zone }）、レポート { $count } 件
jobs-preview-units = 製品ごとの課金数
jobs-preview-product = 製品
jobs-preview-unit = 単位
jobs-preview-before = 前月
jobs-preview-after = 当月
jobs-preview-change = 変化
