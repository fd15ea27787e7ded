# パスキー。
passkey-title = パスキー
passkey-text = パスキーを使うと、パスワードや二段階認証のコードを入力せずに、端末の指紋、顔、PINでサインインできます。パスキーはこのサイトでのみ使えるため、ほかのサイトに求められることはありません。
passkey-count = { $count ->
    [0] パスキーは登録されていません。登録すると、端末の指紋、顔、PINでサインインできます。
   *[other] { $count }件のパスキーが登録されています。
}
passkey-manage-all = パスキーを管理
passkey-none = パスキーはまだありません。
passkey-made = 追加日
passkey-never-used = 未使用
passkey-kept = 保存先
passkey-shared = パスワードマネージャー（複数の端末で共有できます）
passkey-bound = 1台の端末
passkey-manage = 名前の変更または削除
passkey-add = パスキーを追加
passkey-name-hint = 端末やパスワードマネージャーの名前など。
passkey-name-expected = 名前は200文字以内で入力してください。
passkey-remove = パスキーを削除
passkey-remove-text = このパスキーではサインインできなくなり、ほかのセッションは終了します。端末からも削除してください。
passkey-added = パスキーを追加しました。このパスキーでサインインできます。
passkey-removed = パスキーを削除し、ほかのセッションを終了しました。
passkey-too-many = { $count ->
   *[other] パスキーは{ $count }件までです。追加するには、いずれかを削除してください。
}
passkey-numeric-address = ブラウザーはホスト名に対してのみパスキーを作成します。現在は数字のアドレスでCountersignを開いています。ホスト名で開いてください。
passkey-unencrypted = ブラウザーは暗号化された接続でのみパスキーを作成します。現在の接続は暗号化されていません。https://のアドレスを運営者に確認してください。
passkey-needs-script = パスキーにはJavaScriptが必要ですが、ブラウザーで無効になっています。
passkey-unsupported = お使いのブラウザーはパスキーに対応していません。
passkey-create-title = パスキーを追加
passkey-create-text = ブラウザーにパスキーの保存先が表示されます。続いて、端末で指紋、顔、PINのいずれかを確認します。
passkey-create-button = もう一度試す
passkey-cancel = キャンセル
passkey-not-done = パスキーは作成されませんでした。もう一度試すか、別の端末またはパスワードマネージャーを選んでください。
passkey-there = この端末またはパスワードマネージャーには、すでにパスキーがあります。別のものを選んでください。
passkey-expired = 5分を超えたか、2回送信されました。もう一度初めから操作してください。
passkey-not-accepted = このパスキーは受け付けられませんでした。指紋、顔、PINで本人を確認する端末を使ってください。
passkey-taken = このパスキーはすでに追加されています。新しいパスキーを作成してください。
passkey-sign-in = パスキーでサインイン
passkey-not-used = サインインしていません。もう一度試すか、パスワードでサインインしてください。
passkey-refused = このパスキーは登録されていないか、応答を確認できませんでした。パスワードでサインインしてください。
passkey-signed-on = 会社のIDプロバイダーでサインインしています。パスキーはアカウントのすべての会社で使えるため、追加するにはパスワードでサインインしてください。
passkey-awaited = パスワードは正しく入力されました。所属する会社のいずれかで二段階認証が必要です。登録済みのパスキーでサインインしてください。パスキーを紛失した場合は、新しいパスワードを設定するリンクを依頼してください。設定するとパスキーは削除されます。
passkey-awaited-elsewhere = このアドレスではパスキーを使えません。パスキーを追加したときのアドレスでCountersignを開いてください。
account-by-passkey = パスキー
