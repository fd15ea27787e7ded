# 地域、会社、製品の追加と変更。
directory-isp = ISP
directory-currency = 通貨
directory-language = 言語
directory-change = 変更
directory-edit = { $name }を変更
directory-add-region = 地域を追加
directory-add-vendor = ベンダーを追加
directory-add-distributor = ディストリビューターを追加
directory-add-partner = パートナーを追加
directory-add-product = 製品を追加
directory-save = 保存
directory-optional = （任意）
directory-choose = 選択してください
directory-added = 追加しました。
directory-saved = 保存しました。これから作成されるレポートに適用されます。
directory-unchanged = 変更がないため、保存するものはありませんでした。
directory-from-now-on = ここでの変更は、これから作成されるレポートに適用されます。既存のレポートは作成時のままです。
directory-stale = 同じ項目がほかの人によって変更されています
directory-stale-text = 保存されていません。入力した内容は下の欄に残っています。もう一度保存すると、ほかの人の変更が上書きされます。
directory-changed-meanwhile = 現在の値：{ $value }
directory-hint-code = 1～64文字の印字可能な文字。ファイルではこのコードで指定します。後で変更できません。
directory-hint-code-fixed = ファイルではこのコードで指定するため、変更できません。
directory-hint-time-zone = 月、日、期限はこのタイムゾーンに従います。この地域のサブスクリプションがある月が終了すると、変更できなくなります。
directory-hint-time-zone-fixed = この地域のサブスクリプションがある月がすでに終了しているため、変更できません。
directory-hint-usage-reports = はい：今後終了する各月について、この地域のディストリビューター傘下のすべてのMSPにレポートが作成されます。いいえ：新しいレポートは作成されません。既存のレポートは最後まで処理されます。
directory-hint-region = タイムゾーン、継承する設定、利用レポートの有無が決まります。
directory-hint-distributor-type = ISPは独自に請求します。自身も傘下のパートナーも利用レポートの対象外です。
directory-hint-partner-type = 利用レポートの対象はMSPのみです。
directory-hint-distributor = 既存のレポートは作成時のディストリビューターのままです。
directory-hint-company-id = 同名の会社と区別するUUID。空欄の場合はコードから作成します。
directory-since = 適用開始
directory-hint-since = ディストリビューターまたは種別の変更が有効になる日時です（例：2026-11-01T08:30:00Z）。空欄の場合は保存した時点で有効になります。指定できるのはUTCでの先月末以降です。
directory-hint-vendor-fixed = 計測値があるため変更できません。
directory-wrong-since = UTCで今月の過去の日時のうち、直前の変更以降のものを入力してください（例：2026-11-01T08:30:00Z）。
directory-hint-unit = 数える単位。SeatsやGBなど。
directory-hint-decimals = 0～6。計測値があると変更できません。
directory-hint-decimals-fixed = 計測値があるため変更できません。
directory-hint-reports-usage = はい：報告された使用数で集計します。いいえ：プロビジョニング数のみで集計します。
directory-hint-basis = 1か月の計測値から数値を求める方法。
directory-wrong-fixed = これは変更できません。
directory-wrong-blank = 入力が必要です。
directory-wrong-choice = いずれかを選択してください。
directory-wrong-code = 予約されていない1～64文字の印字可能な文字にしてください。
directory-retired = 廃止済み
directory-retired-at = { $at }に廃止されました。フォームやファイルでは選択できません。レポートと履歴は残ります。
directory-retire = 廃止する
directory-retire-text = 廃止すると、フォームやファイルでは選択できなくなります。レポートと履歴は残り、あとで元に戻せます。
directory-retire-done = 廃止しました。
directory-restore = 元に戻す
directory-restore-done = 再び使用できます。
directory-restore-distributor-first = ディストリビューターが廃止されています。先にディストリビューターを元に戻してください。
directory-restore-vendor-first = ベンダーが廃止されています。先にベンダーを元に戻してください。
directory-retire-products = { $count ->
   *[other] まだ廃止できません。{ $count }件の製品が使用中です。先に製品を廃止してください。
}
directory-retire-partners = { $count ->
   *[other] まだ廃止できません。{ $count }社のパートナーが使用中です。先にパートナーを廃止してください。
}
directory-retire-subscriptions = { $count ->
   *[other] まだ廃止できません。{ $count }件のサブスクリプションがまだ集計対象です。最終日を設定し、その月のレポートが作成された後に廃止してください。
}
directory-retire-reports = { $count ->
   *[other] まだ廃止できません。{ $count }件のレポートが未完了です。完了するまでお待ちください。
}
directory-wrong-retired = この項目は廃止済みです。別のものを選ぶか、先に元に戻してください。
directory-retire-former = { $count ->
   *[other] まだ廃止できません。{ $count }件のサブスクリプションは移動済みですが、レポートが未作成の月ではまだここに集計されます。その月のレポートが作成された後に廃止してください。
}
directory-retire-corrections = { $count ->
   *[other] まだ廃止できません。{ $count }件の訂正申請が未完了です。
}
directory-retire-deliveries = { $count ->
   *[other] まだ廃止できません。{ $count }件の送付が配信中です。配信が終わった後に廃止するか、その送付方法を無効にしてください。
}
directory-wrong-code-taken = このコードは使用済みです。別のコードにしてください。
directory-wrong-company-id = 123e4567-e89b-12d3-a456-426614174000のようなUUIDにしてください。
directory-wrong-decimals = 0～6の整数にしてください。
directory-wrong-text = 表示される文字を使って{ $most }文字以内で入力してください。タブ、改行、見えない文字、文字の向きを変える文字は使えません。
directory-add-customer = 顧客を追加
directory-add-subscription = サブスクリプションを追加
directory-customer = 顧客
directory-hint-billable = 「いいえ」の場合、数量は表示されますが課金されません。
directory-hint-ends-on = 集計される最後の日です。継続中は空欄のままにしてください。
directory-hint-since-moved = 移動が有効になる日時です（例：2026-11-01T08:30:00Z）。空欄の場合は保存した時点で有効になります。指定できるのはUTCでの先月末以降です。
directory-wrong-reference = このコードに該当するものがありません。コードを確認するか、先に追加してください。
directory-wrong-day = 日付を入力してください（例：2026-10-31）。計測値の日付は24時間先までです。
reading-add = 計測値を追加
reading-day = 日付
reading-hint-day = 計測値は、地域のタイムゾーンでこの日の正午の値として扱われます。
reading-hint-figure = 数字で入力します。小数点にはピリオドを使用してください（例：1250.5）。
reading-hint-used = 使用数が報告されていない場合は空欄のままにしてください。
reading-wrong-figure = 120のような数値を入力してください。小数点以下の桁数は製品の設定までです。
reading-added = 計測値を追加しました。
reading-known = この計測値はすでに登録されているため、変更はありません。
directory-hint-language = 言語を選んでいないユーザーに送るメッセージの言語です。
directory-language-unknown = { $tag }（未対応のため、メッセージは英語です）
