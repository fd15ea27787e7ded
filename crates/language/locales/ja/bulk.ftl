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
bulk-extend-title = 期限の延長
bulk-extend-hint = パートナーがレポート上で読みます。すべてのレポートに同じ文が入ります。
bulk-extend-needed = 延長には理由が必要です。
bulk-last-day = 新しい最終日
bulk-last-day-hint = すべてのレポートについて、その地域の時刻でこの日の終わりまでとなります。現在の期限より後で、現在の期限が過ぎていないことが必要です。
bulk-no-date = 2026-11-12 のように日付を入力してください。
bulk-extend-none = 期限を延長できるレポートが選択されていません。パートナーの手元にある行を選ぶか、「照会結果すべて」を選んでください。
