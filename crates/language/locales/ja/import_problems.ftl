# インポートできないファイル・行・セルの理由と、正しい書き方。ファイルに書く語は、どの言語でもそのまま示す。
row-problem-value = このセルは必須です。値を入力してください。
row-problem-figure = このセルは必須です。数値を入力してください。
row-problem-vendor-code = ベンダーのコードを入力してください。省略できるのは、ベンダーが1社だけの場合です。
row-problem-utf8 = テキストではないバイトが含まれています。ファイルをUTF-8で保存してください。
row-problem-too-long = { $most }文字以内で入力してください。
row-problem-control = タブなどの制御文字を取り除いてください。
row-problem-unseen = 表示されない文字と、文字の方向を変える文字を取り除いてください。
row-problem-unseeable = 表示される文字を1文字以上入力してください。
row-problem-code = 1～64文字の印字可能な文字を使ってください。
row-problem-code-once = 同じコードはファイル内で1回だけ使ってください。
row-problem-code-reserved = このコードは予約されています。別のコードを使ってください。
row-problem-code-taken = { $kind ->
    [operator] このコードは運営者が使用しています。別のコードを使ってください。
    [vendor] このコードはベンダーが使用しています。別のコードを使ってください。
    [distributor] このコードはディストリビューターが使用しています。別のコードを使ってください。
   *[partner] このコードはパートナーが使用しています。別のコードを使ってください。
}
row-problem-unknown = { $thing ->
    [region] このコードの地域はありません。コードを修正するか、先に地域を追加してください。
    [company] このコードの会社はありません。コードを修正するか、先に会社を追加してください。
    [vendor] このコードのベンダーはありません。コードを修正するか、先にベンダーを追加してください。
    [distributor] このコードのディストリビューターはありません。コードを修正するか、先にディストリビューターを追加してください。
    [partner] このコードのパートナーはありません。コードを修正するか、先にパートナーを追加してください。
    [customer] このコードの顧客はありません。コードを修正するか、先に顧客を追加してください。
    [product] このコードの製品はありません。コードを修正するか、先に製品を追加してください。
   *[subscription] このコードのサブスクリプションはありません。コードを修正するか、先にサブスクリプションを追加してください。
}
row-problem-one-of = 次のいずれかの語を入力してください：{ $words }
row-problem-role = 次のいずれかの役割を入力してください：{ $words }
row-problem-language = 次のいずれかの言語を入力してください：{ $words }
row-problem-yes-no = 「yes」または「no」と入力してください。
row-problem-whole = { $from }～{ $to }の整数を入力してください。
row-problem-percent = 0～100のパーセント値を、小数2桁以内で入力してください。
row-problem-reminders = 期限の何日前かを1～28で入力してください（例：2 1）。
row-problem-decimals-fixed = 計測値があるため、製品の小数の桁数（{ $decimals }）は変更できません。
row-problem-vendor-fixed = 計測値があるため、製品のベンダーは変更できません。
row-problem-enough-decimals = サブスクリプションに計測値があるため、小数が{ $count }桁以上の製品を選択してください。
row-problem-zone = IANAデータベースのタイムゾーンを入力してください（例：Europe/Berlin）。
row-problem-zone-fixed = この地域のサブスクリプションがある月がすでに終了しているため、タイムゾーン（{ $zone }）は変更できません。
row-problem-currency = 大文字3文字で入力してください（例：EUR）。
row-problem-email = メールアドレスを入力してください（例：eva@nordlicht.example）。
row-problem-email-once = 同じアドレスは会社ごとに1回だけ使ってください。
row-problem-administrator = 先に、この会社の別のユーザーを管理者（Administrator）にしてください。
row-problem-date = 日付を入力してください（例：2026-10-31）。
row-problem-instant = 日時を入力してください（例：2026-11-01T08:30:00Z）。
row-problem-past = 未来ではない日時を入力してください。
row-problem-last-change = 最後の変更が{ $from }のため、それ以降の日時を入力してください。
row-problem-closed = { $month }は終了しているため、{ $from }以降の日時を入力してください。
row-problem-instant-or-date = 日付、または2026-10-01T08:30:00Zのような日時を入力してください。
row-problem-ahead = 今から24時間以内の日時を入力してください。
row-problem-purged = それより前の計測値は削除されているため、{ $from }以降の日時を入力してください。
row-problem-number = 12や12.5のような数値を入力してください。
row-problem-exponent = 指数を使わずに数値を入力してください。
row-problem-decimal-point = 小数点には「.」を使ってください。小数点に「,」を使えるのは、セルの区切りが「;」のファイルだけです。
row-problem-one-mark = 小数点は1つだけとし、桁区切りは入れないでください（例：1234,5）。
row-problem-quote = { $found }の閉じ引用符の後に文字があります。取り除くか、セル内の引用符を二重にしてください。
row-problem-heading = { $cell }番目のセルに{ $found }がありますが、列に見出しがありません。見出しを付けるか、セルを空にしてください。
row-problem-cells = この行のセルは{ $found }個ですが、見出しは{ $header }個です。行を修正してください。
file-problem-unopened = ファイルを開けません：{ $error }
file-problem-unread = ファイルを読み込めません：{ $error }
file-problem-gzip = 完全なgzipファイルではありません（{ $error }）。取得し直すか、圧縮し直してください。
file-problem-bomb = 展開すると元の{ $times }倍を超えます。表としては大きすぎるため、展開して内容を確認してください。
file-problem-utf16 = ファイルがUTF-16です。CSV UTF-8で保存してください。
file-problem-empty = ファイルが空です。見出し行を入れてください。
file-problem-broken-header = 見出し行の閉じ引用符の後に文字があります。取り除いてください。
file-problem-header-not-text = 見出し行にテキストではないバイトが含まれています。ファイルをUTF-8で保存してください。
file-problem-unknown-column = { $found }という列はありません。使える列：{ $known }
file-problem-column-twice = 「{ $name }」という列が2つあります。一方を削除してください。
file-problem-no-column = 「{ $name }」という列が必要です。追加してください。
file-problem-marks = 小数点に「,」を使った数値（{ $comma }行目）と「.」を使った数値（{ $point }行目）があります。どちらかに統一してください。
file-problem-cut = ファイルが途中で切れています。{ $row }行目が引用符の中で終わっています。もう一度送信してください。
file-problem-cells = { $row }行目のセルが256個を超えています。余分なセルを削除するか、区切り文字を修正してください。
file-problem-long = { $row }行目が1 MiBを超えています。引用符がすべて閉じているか確認してください。
file-problem-conflict = データベースに新しいデータがあります。もう一度インポートしてください。
