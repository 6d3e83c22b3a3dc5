using System.Text;

namespace Bandeng.Matters.Search;

/// <summary>A piece of text, and whether it is what was looked for: a page draws it as <c>&lt;mark&gt;</c>.</summary>
public readonly record struct Piece(string Text, bool IsHit);

/// <summary>Shows where the terms stand in a text.</summary>
public static class Snippet
{
    private const int Before = 12;
    private const int Length = 72;

    /// <summary>The whole of a short text with its hits marked.</summary>
    public static IReadOnlyList<Piece> Whole(string text, SearchWords words) =>
        Cut(text, Marked(text, words), 0, text.Length);

    /// <summary>Some words around the first hit; empty where the text has none.</summary>
    public static IReadOnlyList<Piece> Around(string text, SearchWords words)
    {
        var marked = Marked(text, words);
        var first = Array.IndexOf(marked, true);
        if (first < 0)
        {
            return [];
        }

        var (from, to) = (Whole(text, Math.Max(0, first - Before)), Whole(text, Math.Min(text.Length, first + Length)));
        return
        [
            .. from > 0 ? [new Piece("…", false)] : Array.Empty<Piece>(),
            .. Cut(text, marked, from, to),
            .. to < text.Length ? [new Piece("…", false)] : Array.Empty<Piece>(),
        ];
    }

    // Never between the halves of a character.
    private static int Whole(string text, int at) =>
        at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) ? at - 1 : at;

    /// <summary>
    /// Which UTF-16 units of the text are part of a hit: of whole terms, or of their tokens where no term is whole.
    /// </summary>
    private static bool[] Marked(string text, SearchWords words)
    {
        var (folded, places) = Folded(text);
        var marked = new bool[text.Length];
        foreach (var term in words.Terms)
        {
            if (!Mark(folded, places, marked, string.Concat(term.Stretches.Select(stretch => stretch.Text))))
            {
                foreach (var token in term.Tokens)
                {
                    Mark(folded, places, marked, token);
                }
            }
        }

        return marked;
    }

    private static bool Mark(string folded, List<int> places, bool[] marked, string wanted)
    {
        var isFound = false;
        for (var at = folded.IndexOf(wanted, StringComparison.Ordinal); at >= 0; at = folded.IndexOf(wanted, at + 1, StringComparison.Ordinal))
        {
            marked.AsSpan(places[at]..places[at + wanted.Length]).Fill(true);
            isFound = true;
        }

        return isFound;
    }

    /// <summary>The text as it is compared, and where each unit of it, and its end, stands in the text.</summary>
    private static (string Folded, List<int> Places) Folded(string text)
    {
        var (folded, places, at) = (new StringBuilder(text.Length), new List<int>(text.Length + 1), 0);
        foreach (var rune in text.EnumerateRunes())
        {
            var same = Grams.Fold(rune).ToString();
            folded.Append(same);
            places.AddRange(Enumerable.Repeat(at, same.Length));
            at += rune.Utf16SequenceLength;
        }

        places.Add(text.Length);
        return (folded.ToString(), places);
    }

    private static List<Piece> Cut(string text, bool[] marked, int from, int to)
    {
        var pieces = new List<Piece>();
        for (var at = from; at < to;)
        {
            var end = at;
            while (end < to && marked[end] == marked[at])
            {
                end++;
            }

            pieces.Add(new Piece(text[at..end], marked[at]));
            at = end;
        }

        return pieces;
    }
}
