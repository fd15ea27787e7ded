# システムがレポートに対して行ったことの理由。
why-ask = 理由
why-settings = 適用された設定
why-rule-submission = 期限までに提出されなかったレポートは、最後に保存された内容でシステムが提出します。
why-rule-approval = コメントなしで提出されたレポートは、妨げるものがなければ、システムが直ちに承認します。
why-deadline-making = 期限は{ $date }でした（作成日を1日目として{ $days }日目の終わり）。
why-deadline-rejection = 期限は{ $date }でした（差し戻しによりさらに{ $days }日。元の期限の方が遅い場合は元の期限）。
why-line-not-compared = { $product }：プロビジョニング数{ $provisioned }、既定値{ $default }。比較できる過剰率はありません。
why-line-within = { $product }：プロビジョニング数{ $provisioned }、既定値{ $default }。過剰率{ $percent }%は、しきい値{ $threshold }%を超えていません。
why-line-above = { $product }：プロビジョニング数{ $provisioned }、既定値{ $default }。過剰率{ $percent }%は、しきい値{ $threshold }%を超えています。
why-line-default = 有効なコメントのない{ $saved }が保存されていたため、既定値{ $default }に戻りました。
why-line-charged = 課金対象数：{ $charged }。
why-line-penalty = コメントがないため、{ $before }ではなくプロビジョニング数{ $charged }で課金されます（{ $more }）。
why-line-explained = コメントで説明されています。課金対象数は保存どおり{ $charged }です。
why-line-full = プロビジョニング数の全数が保存されています。課金対象数：{ $charged }。
why-comments = { $count ->
    [0] コメントはありません。
   *[other] コメントが{ $count }件あります。
}
why-flagged = ペナルティがあるため、要確認です。
why-not-flagged = 要確認ではありません。
why-carried = { $count ->
    [0] 前回値を使用した明細はありません。
   *[other] 前回値を使用した明細が{ $count }件あります。
}
why-contested = 以前に差し戻し、承認取り消し、または返却されています。
why-not-contested = 差し戻し、承認取り消し、返却されたことはありません。
why-submitted = そのため、ペナルティなしで提出されました。
why-submitted-penalties = そのため、ペナルティ{ $count }件ありで提出され、要確認となりました。
why-approved = そのため、直ちに承認されました。
why-kept = そのため、確認中のままです。{ $holds }
why-hold-switched-off = このパートナーでは自動承認は行われません。
why-hold-flagged = 要確認のレポートは担当者が判断します。
why-hold-carried = 前回値を使用した明細のあるレポートは担当者が判断します。
why-hold-contested = 一度差し戻し、承認取り消し、または返却されたレポートは、常に担当者が判断します。
why-hold-comments = コメントは担当者が確認します。
why-deadline-extension = 期限は{ $date }でした（ディストリビューターが延長しました）。
why-deadline-operator = 期限は{ $date }でした（自動処理の停止後、運営者が全員分の期限を設定しました）。
why-coming-making = 期限は{ $date }です（作成日を1日目として{ $days }日目の終わり）。
why-coming-rejection = 期限は{ $date }です（差し戻しによりさらに{ $days }日。元の期限の方が遅い場合は元の期限）。
why-coming-extension = 期限は{ $date }です（ディストリビューターが延長しました）。
why-coming-operator = 期限は{ $date }です（自動処理の停止後、運営者が全員分の期限を設定しました）。
why-coming-default = 有効なコメントのない{ $saved }が保存されているため、既定値{ $default }に戻ります。
why-coming-charged = 課金対象数（予定）：{ $charged }。
why-coming-penalty = コメントがない場合、{ $before }ではなくプロビジョニング数{ $charged }で課金されます（{ $more }）。
why-coming-submitted = 期限までに対応しない場合、ペナルティなしで提出されます。
why-coming-penalties = 期限までに対応しない場合、ペナルティ{ $count }件ありで提出され、要確認となります。
