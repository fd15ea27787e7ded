# ページでパスキーを使って判断に署名する。
signing-do = { $verb ->
    [submit] 署名して提出
    [approve] 署名して承認
    [reject] 署名して差し戻す
    [agree-correction] 署名して同意
    [dispatch] 署名して送付
    [complete] 署名して完了
   *[return] 署名して返却
}
signing-not-done = 署名も変更も行われませんでした。もう一度お試しください。
signing-no-passkey = 会社の設定により、この操作には署名が必要です。パスキーを追加し、指紋、顔、PINでここで署名するか、コマンドラインでSSH鍵を使って署名してください。
signing-numeric-address = 会社の設定により、この操作には署名が必要です。ブラウザーはホスト名に対してのみパスキーで署名します。現在は数字のアドレスでCountersignを開いています。ホスト名で開くか、コマンドラインでSSH鍵を使って署名してください。
signing-unencrypted = 会社の設定により、この操作には署名が必要です。ブラウザーは暗号化された接続でのみパスキーで署名します。現在の接続は暗号化されていません。https://のアドレスを運営者に確認するか、コマンドラインでSSH鍵を使って署名してください。
signing-needs-script = 会社の設定により、この操作には署名が必要です。パスキーで署名するには、JavaScriptと、パスキーに対応したブラウザーが必要です。使用できない場合は、コマンドラインでSSH鍵を使って署名してください。
signing-too-many = 1つの署名の対象は、レポート{ $count }件までです。件数を減らして選択してください。

signing-key-of-passkey = パスキー
person-keys = パスキーと署名鍵
person-keys-lead = このユーザーがサインインと判断の署名に使う鍵を確認し、紛失したものを削除できます。
person-keys-show = パスキーと署名鍵を表示
person-keys-text = 端末を紛失した場合は、そのパスキーを削除してください。以後はサインインも署名もできなくなり、このユーザーのすべてのセッションが終了します。削除した署名鍵では署名できなくなります。過去の署名は引き続き検証できます。
person-keys-elsewhere = このユーザーはほかの会社でも操作しています。パスキーと署名鍵は、本人がアカウントのページで削除します。
person-keys-own = ご自身の鍵です。アカウントのページで削除してください。
person-passkeys-none = パスキーなし
person-signing-keys-none = 署名鍵なし
person-key-remove = 鍵を削除
person-key-removed = 削除しました。本人に通知が送信されます。
