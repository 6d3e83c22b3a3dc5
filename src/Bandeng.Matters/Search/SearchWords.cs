namespace Bandeng.Matters.Search;

/// <summary>
/// What somebody typed into a search, as terms that must all be there. Nothing of it is syntax: quotes, stars, percent
/// signs and words like AND only part the terms.
/// </summary>
public sealed class SearchWords
{
    /// <summary>
    /// So many characters of letters and digits are looked for; the rest of a longer text is left out.
    /// </summary>
    public const int CharactersMost = 64;

    private const int TermsMost = 8;
    private const int ReadMost = 400;

    private SearchWords(IReadOnlyList<Term> terms) => Terms = terms;

    /// <summary>Stretches that were typed without a gap between them, found together.</summary>
    public sealed record Term(IReadOnlyList<Stretch> Stretches)
    {
        /// <summary>The tokens in order, as they stand in an indexed text.</summary>
        public IReadOnlyList<string> Tokens { get; } = [.. TokensOf(Stretches)];

        /// <summary>
        /// Whether the last token only begins one: a single character, or the beginning of a word of letters.
        /// </summary>
        public bool IsOpenEnded =>
            Stretches[^1] is var last && (last.IsHan ? last.Characters.Count == 1 : last.Text.Any(char.IsLetter));

        // What ends the term may go on in the text, so the token of a lone last character is left out.
        private static IEnumerable<string> TokensOf(
            IReadOnlyList<Stretch> stretches) => stretches.SelectMany((stretch, at) =>
            !stretch.IsHan ? [stretch.Text]
            : at == stretches.Count - 1 && stretch.Characters.Count > 1 ? Grams.Pairs(stretch)
            : Grams.Pairs(stretch).Append(stretch.Characters[^1]));
    }

    public IReadOnlyList<Term> Terms { get; }

    /// <summary>Whether the tokens could also be found apart from each other.</summary>
    public bool IsOneToken => Terms is [{ Tokens.Count: 1 }];

    /// <summary>Reads what was typed; null where there is nothing to look for.</summary>
    public static SearchWords? Read(string? typed)
    {
        var stretches = new List<Stretch>();
        var left = CharactersMost;
        foreach (var stretch in Grams.StretchesOf(typed is { Length: > ReadMost } ? typed[..ReadMost] : typed ?? ""))
        {
            if (left <= 0)
            {
                break;
            }

            stretches.Add(stretch with { Characters = [.. stretch.Characters.Take(left)] });
            left -= stretch.Characters.Count;
        }

        var terms = Together(stretches).Take(TermsMost).ToList();
        return terms is [] ? null : new SearchWords(terms);
    }

    private static IEnumerable<Term> Together(IEnumerable<Stretch> stretches)
    {
        var term = new List<Stretch>();
        foreach (var stretch in stretches)
        {
            if (!stretch.IsGlued && term.Count > 0)
            {
                yield return new Term([.. term]);
                term.Clear();
            }

            term.Add(stretch);
        }

        if (term.Count > 0)
        {
            yield return new Term([.. term]);
        }
    }
}
