#!/bin/sh
# Makes the fonts in this folder again from the packages that README.md names.
set -eu

# The merged fonts carry the time at which they were made.
export SOURCE_DATE_EPOCH=1700000000

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv tools
tools/bin/pip install --quiet fonttools==4.63.0 brotli==1.2.0
for package in noto-sans@5.3.0 noto-sans-jp@5.3.0 noto-sans-math@5.3.0; do
    npm pack --silent "@fontsource/$package" | xargs tar xzf
    mv package "${package%@*}"
done

# Latin, Greek and Cyrillic with what belongs to them; combining marks are not placed, so they stay out.
latin=U+0020-007E,U+00A0-02FF,U+0370-052F,U+1E00-1FFF,U+2000-200A,U+2010-2027,U+202F-205E
latin=$latin,U+2070-209C,U+20A0-20BF,U+2100-214F,U+2150-218F,U+2212,U+2215

# Every character of JIS X 0208 that those do not have.
tools/bin/python - <<'PYTHON' > jis.txt
for row in range(1, 85):
    for cell in range(1, 95):
        try:
            print(*(f"U+{ord(c):04X}" for c in bytes([row + 0xA0, cell + 0xA0]).decode("euc_jp")))
        except UnicodeDecodeError:
            pass
PYTHON
# The forms of full and half width, and the corner cases of tables between encodings.
echo "U+FF01-FF9F U+FFE0-FFE6 U+2460-2473 U+2160-2169 U+3231 U+2116 U+33CD U+2121" >> jis.txt

# Takes some characters of a font: outlines, widths and the map, and nothing about layout.
part() {
    tools/bin/pyftsubset "$1" "$3" --output-file="$2" --layout-features='' --no-hinting \
        --name-IDs=0,1,2,3,4,5,6,13,14 --notdef-outline --no-ignore-missing-unicodes \
        --ignore-missing-unicodes \
        --drop-tables+=BASE,GDEF,GPOS,GSUB,STAT,gasp,prep,vhea,vmtx,meta,MATH
}

for weight in 400 700; do
    parts=
    for slice in latin latin-ext greek greek-ext cyrillic cyrillic-ext vietnamese; do
        part "noto-sans/files/noto-sans-$slice-$weight-normal.woff2" \
            "latin-$slice-$weight.ttf" "--unicodes=$latin"
        parts="$parts latin-$slice-$weight.ttf"
    done
    # shellcheck disable=SC2086
    tools/bin/pyftmerge --output-file="latin-$weight.ttf" $parts
done

parts=
for file in noto-sans-jp/files/noto-sans-jp-japanese-400-normal.woff2 \
    noto-sans-jp/files/noto-sans-jp-[0-9]*-400-normal.woff2 \
    noto-sans-math/files/noto-sans-math-latin-400-normal.woff2; do
    name="jp-$(basename "$file" .woff2).ttf"
    tools/bin/python - "$file" jis.txt $parts latin-400.ttf > left.txt <<'PYTHON'
import sys
from fontTools.ttLib import TTFont

have = set(TTFont(sys.argv[1]).getBestCmap())
done = set().union(*(TTFont(file).getBestCmap() for file in sys.argv[3:]))
wanted = set()
for part in open(sys.argv[2]).read().split():
    first, _, last = part[2:].partition("-")
    wanted |= set(range(int(first, 16), int(last or first, 16) + 1))
print(*(f"U+{code:04X}" for code in sorted((wanted & have) - done)))
PYTHON
    if grep -q U left.txt; then
        part "$file" "$name" --unicodes-file=left.txt
        parts="$parts $name"
    fi
done
# shellcheck disable=SC2086
tools/bin/pyftmerge --output-file=jp.ttf $parts

# Once more, for one form of all three. The time of a font is that of its source.
for font in latin-400:noto-sans-regular latin-700:noto-sans-bold jp:noto-sans-jp-regular; do
    part "${font%:*}.ttf" "$here/${font#*:}.ttf" '--unicodes=*'
done
ls -l "$here"/*.ttf
