# デモ。
demo-title = サインインするユーザーを選択
demo-text = 会社、担当者、14か月分の数値はすべて架空です。ユーザーを選ぶと、クリックするだけでサインインできます。
demo-hint = まずはレポートを承認するディストリビューターの請求担当者、次にレポートを準備するMSPの請求担当者がおすすめです。上の時刻は手動で進められます。
demo-no-deadline = 残っている期限はありません。期限の来た処理はすべて完了しています。
demo-went-on = 時刻が{ $clock } UTCまで進みました：レポート作成{ $made }件、システムによる提出{ $submitted }件。
demo-note-several = 複数の会社に所属し、操作する会社を選べるユーザーです。
demo-note-reseller = リセラーには利用レポートがありません。
demo-note-isp = ISPは独自に請求するため、利用レポートがありません。
demo-note-isp-partner = ISPのパートナーには利用レポートがありません。
demo-note-region-off = この地域では利用レポートが無効です。
