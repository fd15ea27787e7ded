# ページ上のメッセージ: 選択、送信トレイ。
nav-outbox = 送信トレイ
handed-mailed = このリンクは { $name } さん（{ $email }）に電子メールで送信されます。ほかの人に読まれない方法で直接渡すこともできます。再び表示されることはありません。
forgotten-by-mail = アカウントのアドレスに、新しいパスワードを設定するためのリンクを送ります。
forgotten-mailed = このアドレスのアカウントがあれば、リンクを送信します。リンクは 1 時間有効です。届かない場合は、数分後にもう一度確認するか、会社の管理者に問い合わせてください。
account-messages = 電子メールのメッセージ
account-messages-text = 決定とアカウントの安全に関するメッセージは常に送信されます。
unsubscribe-title = 電子メールのメッセージ
unsubscribe-ask = 次の種類のメッセージの送信を停止しますか: { $kind }
unsubscribe-button = 送信を停止する
unsubscribe-done = 次の種類のメッセージは今後送信されません: { $kind }
unsubscribe-back = アカウントのページで再び受け取るように設定できます。
message-ready = レポートの作成
message-reminder = 期限前のリマインダー
message-submitted = 自動提出
message-review = 確認待ちの一覧（毎朝）
message-approved = 承認
message-rejected = ディストリビューターによる差し戻し
message-returned = ベンダーによる返却
message-invitation = 招待
message-password-reset = パスワード設定用のリンク
message-new-sign-in = 新しいサインイン
outbox-waiting = 待機中
outbox-sent = 送信済み
outbox-failed = 中止
outbox-kind = メッセージ
outbox-to = 宛先
outbox-count = 件数
outbox-attempts = 試行回数
outbox-error = 直近のエラー
outbox-next = 次の試行
outbox-sent-at = 送信日時
outbox-failed-at = 中止日時
outbox-resend = 再送
outbox-resend-all = すべて再送
outbox-resend-text = 受信者にとって手遅れのものはそのまま残ります。
outbox-none = 何もありません。
outbox-cut = この一覧に表示されていないものがあります。
outbox-stays = このプロセスにはメールサーバーが設定されていないため、メッセージは待機しています。--smtp-url と --mail-from を指定して起動してください。
outbox-stays-rehearsal = これはリハーサルです。メッセージは書き込まれますが、ここに残ります。送信するには、メールサーバーと --mail-in-rehearsal を指定して起動してください。
outbox-stays-demo = これはデモです。メッセージは書き込まれますが、送信されません。
outbox-resent = { $count ->
    [0] 再送するものはありません。
   *[other] { $count }件を再送します。
}
