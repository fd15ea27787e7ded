# 自分のアカウント。
field-current-password = 現在のパスワード
field-name = 名前
field-role = 役割
account-you = ご自身の情報
account-company = 会社
account-save = 保存
account-saved = 保存しました。
account-look = 言語、表示、キー操作
account-language-browser = ブラウザーの設定に従う
account-time-zone = 日時のタイムゾーン
account-time-zone-own = 会社の地域の時間（なければUTC）
account-shortcuts = 単独キーのショートカットを使う
account-password-since = 設定日
account-password-change = パスワードを変更
account-password-none = パスワードは設定されていません。会社のIDプロバイダーを通してサインインしています。管理者から、パスワードを設定するためのリンクを受け取れます。
account-password-wrong = パスワードが正しくありません。変更は行われていません。もう一度お試しください。
account-password-changed = { $count ->
    [0] パスワードを変更しました。
   *[other] パスワードを変更し、ほかの{ $count }件のセッションを終了しました。
}{ $passkeys ->
    [0] {""}
   *[other] {""}{ $passkeys }件のパスキーでは引き続きサインインできます。ご自身のものでないパスキーは削除してください。
}
account-sessions = セッション
account-sessions-text = セッションは最後の利用から8時間後、遅くとも7日後に自動的に終了します。
account-device = ブラウザー
account-address = ネットワークアドレス
account-opened = 開始
account-last-seen = 最終利用
account-this-session = このセッション
account-by-password = パスワード
account-by-sign-on = 会社のIDプロバイダー
account-by-demo = ワンクリック
account-session-end = 終了
account-session-ended = セッションを終了しました。
account-end-all = すべての場所でサインアウト

factor-title = 二段階認証
factor-none = パスワードを知られると、他人にサインインされるおそれがあります。二段階認証では、携帯電話などに表示されるコードも必要になります。
factor-in-use = サインイン時に、端末に表示されるコードの入力が必要です。
factor-set-up = 二段階認証を設定
factor-manage = 二段階認証と回復コード
factor-required = この会社では全員に二段階認証が必要です。続けるには設定してください。
factor-text = コードを生成するアプリが、携帯電話またはパスワードマネージャーに必要です。二段階認証を使う場合、パスワードは8文字で足ります。
factor-locked = 鍵が見つからないため、二段階認証の秘密情報を復号できません。いったん解除し、もう一度設定してください。
key-missing = このサーバーには秘密情報を暗号化する鍵がありません。運営者が鍵ファイル（--key-file）を指定するまで、二段階認証、Webhook、SFTPによる送付方法、IDプロバイダーのシークレットは登録できません。
factor-scan = アプリでこの画像を読み取ってください。
factor-picture = 下のシークレットを含むQRコード
factor-type = または、このシークレットをアプリに入力してください。
factor-open-here = この端末のアプリで開く
factor-first-code = アプリに表示された6桁の数字を入力してください
factor-confirm = 有効にする
factor-remove = 二段階認証を解除
factor-remove-text = 解除すると、サインインに必要なのはパスワードだけになります。回復コードも削除されます。
factor-removed = 二段階認証を解除しました。
factor-password-short = 現在のパスワードは15文字未満で、二段階認証がある場合にしか使えません。先に長いパスワードへ変更してから解除してください。
recovery-title = 回復コード
recovery-text = 端末がなくても見つけられる場所に、これらのコードを保管してください。それぞれ一度だけ、端末のコードの代わりに使えます。再び表示されることはありません。
recovery-kept = 保管しました
recovery-renew = 新しい回復コードを作成
recovery-renew-text = 現在の回復コードは使えなくなります。
recovery-left = { $count ->
    [0] 回復コードは残っていません。
   *[other] 回復コードの残りは{ $count }個です。
}

account-provider-is = { $host }のアカウントでサインインできます。その場合は{ $company }としてのみ操作できます。
account-provider-not = { $host }のアカウントを連携すると、それでサインインできます。その場合は{ $company }としてのみ操作できます。
account-provider-subject = そこでの名前
account-provider-link = アカウントを連携する
account-provider-unlink = 連携を解除する
account-provider-only = これが唯一のサインイン方法です。解除するには、まず管理者にパスワード設定用のリンクを依頼してください。
account-provider-linked = IDプロバイダーのアカウントを連携しました。
account-provider-unlinked = 連携を解除し、それで開かれていたセッションを終了しました。
