# システムがレポートに対して行ったことの理由。
why-ask = 理由は？
why-settings = 適用された設定
why-rule-submission = 期限を過ぎてもパートナーの手元にあるレポートは、最後に保存された内容でシステムが提出します。
why-rule-approval = コメントなしで提出されたレポートは、妨げるものがなければ、システムが直ちに承認します。
why-deadline-making = 期限は { $date } でした（作成日を 1 日目として { $days } 日目の終わり）。
why-deadline-rejection = 期限は { $date } でした（却下によりさらに { $days } 日。元の期限の方が遅ければ元の期限）。
why-line-not-compared = { $product }：割り当て { $provisioned }、既定値 { $default }。比較する超過割り当てはありません。
why-line-within = { $product }：割り当て { $provisioned }、既定値 { $default }。超過割り当て { $percent } % は、しきい値 { $threshold } % を超えていません。
why-line-above = { $product }：割り当て { $provisioned }、既定値 { $default }。超過割り当て { $percent } % は、しきい値 { $threshold } % を超えています。
why-line-default = 有効なコメントのない { $saved } が保存されていたため、既定値 { $default } に戻りました。
why-line-charged = 課金数：{ $charged }。
why-line-penalty = 説明するコメントがないため、{ $before } ではなく割り当て済みの { $charged } で課金されます（{ $more }）。
why-line-explained = コメントで説明されています。課金数は保存どおり { $charged } です。
why-line-full = 全数が保存されています。課金数：{ $charged }。
why-comments = { $count ->
    [0] コメントはありません。
   *[other] コメントが { $count } 件あります。
}
why-flagged = ペナルティがあるため、フラグが付いています。
why-not-flagged = フラグは付いていません。
why-carried = { $count ->
    [0] 繰り越された明細はありません。
   *[other] 繰り越された明細が { $count } 件あります。
}
why-contested = 以前に却下、再開、または返却されています。
why-not-contested = 却下、再開、返却されたことはありません。
why-submitted = そのため、ペナルティなしで提出されました。
why-submitted-penalties = { $count ->
   *[other] そのため、ペナルティ { $count } 件とともに提出され、フラグが付きました。
}
why-approved = そのため、直ちに承認されました。
why-kept = そのため、確認中のままです。{ $holds }
why-hold-switched-off = このパートナーでは自動承認は行われません。
why-hold-flagged = フラグの付いたレポートは人が判断します。
why-hold-carried = 繰り越された明細のあるレポートは人が判断します。
why-hold-contested = 一度却下、再開、返却されたレポートは、常に人が判断します。
why-hold-comments = 人が読むべきコメントがあります。
why-deadline-extension = 期限は { $date } でした（ディストリビューターが延長しました）。
why-deadline-operator = 期限は { $date } でした（時計が止まっていた後、運営者が全員のために選びました）。
why-coming-making = 期限は { $date } です（作成日を 1 日目として { $days } 日目の終わり）。
why-coming-rejection = 期限は { $date } です（却下によりさらに { $days } 日。元の期限の方が遅ければ元の期限）。
why-coming-extension = 期限は { $date } です（ディストリビューターが延長しました）。
why-coming-operator = 期限は { $date } です（時計が止まっていた後、運営者が全員のために選びました）。
why-coming-default = 有効なコメントのない { $saved } が保存されているため、既定値 { $default } に戻ります。
why-coming-charged = 課金予定数：{ $charged }。
why-coming-penalty = 説明するコメントがないため、{ $before } ではなく割り当て済みの { $charged } で課金される予定です（{ $more }）。
why-coming-submitted = そのため、期限までに何もしなければ、ペナルティなしで提出されます。
why-coming-penalties = { $count ->
   *[other] そのため、期限までに何もしなければ、ペナルティ { $count } 件とともに提出され、フラグが付きます。
}
