# 複数のレポートをまとめて処理。
bulk-none = 決定できるレポートが選択されていません。確認中の行を選ぶか、「照会結果すべて」を選んでください。
bulk-none-approved = 送付できるレポートが選択されていません。承認済みの行を選ぶか、「照会結果すべて」を選んでください。
bulk-reject-title = レポートの差し戻し
bulk-count = { $count }件のレポートを、実行前に確認します。
bulk-reasons = 理由
bulk-reasons-hint = パートナーがレポート上で読みます。同じ文章がすべてのレポートに送られます。
bulk-needed = 差し戻しには理由が必要です。
bulk-too-long = 4,000文字以内で入力してください。
bulk-preview = プレビュー
bulk-back = 戻る
