# サインイン、サインアウト、パスワードの再設定、一回限りのリンク。
sign-in-title = サインイン
sign-in-button = サインイン
sign-in-forgotten = パスワードをお忘れですか
sign-in-refused = メールアドレスまたはパスワードが正しくありません。両方を確認して、もう一度お試しください。
sign-in-wait = 試行回数が多すぎます。{ $count }秒待ってから、もう一度お試しください。
signed-out = サインアウトしました。
field-email = メールアドレス
field-password = パスワード
field-new-password = 新しいパスワード
field-code = コード

code-title = 二段階認証
code-text = このアカウントには二段階認証が設定されています。
code-hint = 端末にCountersign用として表示される6桁の数字、または回復コードのいずれかを入力してください。
code-button = 続ける
code-cancel = 中止してサインアウト
code-wrong = コードが正しくないか、すでに使われています。コードは一度しか使えません。次のコードをお待ちください。
code-locked = 二段階認証の秘密情報を暗号化した鍵が見つからないため、コードを確認できません。回復コードを使うか、会社の管理者に二段階認証の解除を依頼してください。
code-recovery-used = { $count ->
    [0] 最後の回復コードを使いました。アカウントで新しい回復コードを作成してください。
   *[other] この回復コードは使用済みになりました。残りは{ $count }個です。
}

unsaved-title = サインアウトされています
unsaved-text = 保存する前にセッションが終了しました。入力内容はこのページに残っており、何も変更されていません。続行するまでこのページを閉じないでください。
unsaved-sign-in = もう一度サインインする（別のタブで開きます）
unsaved-then = このページに戻って続行してください。保存する前に入力内容を確認できます。
unsaved-continue = 続行
unsaved-too-much = 保存する前にセッションが終了し、入力内容が多すぎるためこのページに残せませんでした。何も変更されていません。別のタブでもう一度サインインし、このタブで前のページに戻ってください。ブラウザーに入力内容が残っていることがあります。
unsaved-again = もう一度サインインしました。入力内容は下に表示されていますが、まだ保存されていません。確認して保存してください。

company-title = 操作する会社
company-text = 複数の会社に所属しています。操作はすべて、ここで選んだ会社として行われます。会社はいつでも切り替えられます。
company-none = どの会社にも所属していません。会社の管理者がユーザーを追加できます。
company-invitations = 招待
company-invitations-text = 招待を承諾すると、その会社として操作できます。
company-invitations-by-link = 招待を承諾するには、会社から届いたリンクを開いてください。招待が本人に届いたことを確認するためです。
company-accept = 承諾する
company-decline = 辞退する
company-accepted = 招待を承諾しました。
company-declined = 招待を辞退しました。
company-waiting = 運営者が{ $company }に追加しました。会社の管理者が同意すると、この会社として操作できます。

forgotten-title = パスワードの再設定
forgotten-text = 会社の管理者に依頼を知らせます。管理者から、新しいパスワードを設定するためのリンクを受け取れます。
forgotten-button = リンクを依頼する
forgotten-sent = このアドレスのアカウントがあれば、会社の管理者に依頼が表示されます。管理者から受け取るリンクは1時間有効です。
forgotten-back = サインインへ

link-invitation = ようこそ
link-invitation-text = { $name } 様、パスワードを設定してください。今後はメールアドレスとこのパスワードでサインインします。
link-reset = 新しいパスワードの設定
link-reset-text = { $name } 様、新しいパスワードを設定してください。サインイン中のセッションはすべて終了します。
link-passkeys = 新しいパスワードを設定すると、このアカウントの{ $count }件のパスキーは削除されます。その後、ご自身のパスキーを追加し直せます。
link-button = パスワードを設定してサインイン
link-made-by = このリンクの作成者：{ $name }
consent-title = 招待
consent-text = { $name } 様、アドレス{ $email }宛ての招待です。このアドレスのアカウントはすでにあります。パスワードは変わりません。
consent-sign-in = 招待を承諾するには、このアカウントでサインインしてください。
consent-sign-in-button = サインイン
consent-somebody-else = { $email }としてサインインしています。サインアウトしてから、もう一度このリンクを開いてください。
consent-provider-text = この会社のアカウントで承諾することもできます。その場合は、この会社としてのみ操作できます。
link-closed = このリンクは無効です
link-closed-text = リンクは一度だけ、限られた期間だけ使えます。招待は7日間、パスワードの再設定は1時間です。リンクを渡した人に、新しいリンクを依頼してください。

password-hint = { $count }文字以上にしてください。互いに関係のない単語をいくつか並べると、覚えやすく、推測されにくくなります。
password-short = { $count }文字以上にしてください。
password-long = { $count }文字以内にしてください。
password-known = よく使われる、推測されやすいパスワードです。別のパスワードにしてください。
password-personal = 名前、アドレス、または会社名でできたパスワードです。別のパスワードにしてください。

sign-on-title = 会社のIDプロバイダーでサインイン
sign-on-text = Countersignのアカウントを連携すると、会社のアカウントでサインインできます。
sign-on-company = 会社のコード
sign-on-button = 続ける
sign-on-no-company = IDプロバイダーによるサインインを使用している、このコードの会社は見つかりません。コードを確認するか、会社の管理者に問い合わせてください。
sign-on-leave-title = IDプロバイダーへ
sign-on-leave-text = { $host }でサインインした後、ここに戻ります。
sign-on-leave-button = 続ける
sign-on-refused-title = サインインできませんでした
sign-on-no-provider = 会社はこのIDプロバイダーをもう使用していません。会社の管理者に問い合わせてください。
sign-on-out-of-reach = 会社のIDプロバイダーに接続できないか、正しい応答がありません。しばらくしてからもう一度お試しください。問題が続く場合は、会社の管理者に連絡してください。
sign-on-declined = 会社のIDプロバイダーがサインインを認めませんでした。もう一度サインインするか、その管理者に問い合わせてください。
sign-on-stale = このサインインは期限切れか、すでに使用されたか、別のブラウザーで開始されたものです。もう一度やり直してください。
sign-on-untrusted = 会社のIDプロバイダーの応答を検証できませんでした。変更は行われていません。もう一度やり直してください。問題が続く場合は、会社の管理者に連絡してください。
sign-on-unknown = IDプロバイダーのアカウントは、Countersignのどのアカウントとも連携していません。会社の管理者に招待を依頼するか、パスワードでサインインしてアカウントのページで連携してください。メールアドレスが同じだけでは連携されません。
sign-on-taken = IDプロバイダーのアカウントは、この会社の別のユーザーと連携しています。変更は行われていません。会社の管理者に問い合わせてください。
sign-on-invitation-closed = この招待は無効です。会社の管理者に新しい招待を依頼してください。
sign-on-somebody-else = 開始したときのアカウントはサインインしていないか、この会社のものではありません。変更は行われていません。サインインして、もう一度やり直してください。
link-provider = 会社のIDプロバイダーでサインイン
link-provider-text = パスワードを設定する代わりに、会社のアカウントでサインインできます。会社のアカウントは、Countersignのアカウントと連携されます。
link-provider-button = { $host }で続ける
