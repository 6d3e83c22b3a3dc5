using Bandeng.Kernel.Files;

namespace Bandeng.Matters.Importing;

/// <summary>A category that was guessed, with the words it was guessed by.</summary>
internal sealed record Guess(string Category, string Because);

/// <summary>
/// Sorts a text by a small table of words, so that anybody can see why: each word found counts its length, three times
/// over in the title; the category with the highest count wins. A guess is for replays, never for a person's matter.
/// </summary>
internal sealed class Keywords
{
    private const string Resource = "starter/keywords.csv";
    private const int TitleWeight = 3;
    private const int WordsNamed = 3;

    private readonly List<(string Category, string[] Words)> _table = Load();

    /// <summary>The codes that it can give.</summary>
    public IEnumerable<string> Categories => _table.Select(line => line.Category);

    /// <summary>Null when no word of the table occurs.</summary>
    public Guess? Find(string title, string detail) =>
        _table
            .Select(line => (line.Category, Found: line.Words.Where(word => Weight(word, title, detail) > 0).ToList()))
            .Where(line => line.Found.Count > 0)
            .OrderByDescending(line => line.Found.Sum(word => Weight(word, title, detail)))
            .Select(line => new Guess(line.Category, string.Join(' ', line.Found.Take(WordsNamed))))
            .FirstOrDefault();

    private static int Weight(string word, string title, string detail) =>
        title.Contains(word, StringComparison.Ordinal) ? TitleWeight * word.Length
        : detail.Contains(word, StringComparison.Ordinal) ? word.Length
        : 0;

    private static List<(string Category, string[] Words)> Load()
    {
        using var table = TableFile.Read(
            new StreamReader(typeof(Keywords).Assembly.GetManifestResourceStream(Resource)!));
        return [.. table.Rows().Select(row => (row.Fields[0], row.Fields[1].Split(' ')))];
    }
}
