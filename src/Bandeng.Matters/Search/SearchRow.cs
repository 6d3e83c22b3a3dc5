using Bandeng.Kernel;

namespace Bandeng.Matters.Search;

/// <summary>
/// What the index holds of one matter: its words as they stand now, apart by who may be led to it by them.
/// </summary>
/// <param name="Title">With <see cref="Body"/>: for whoever may read the matter's words.</param>
/// <param name="Raiser">Place in words and name, for whoever may know the raiser; empty where the matter is
/// protected.</param>
/// <param name="Guarded">The same of a protected matter, for who dispatches it alone.</param>
internal sealed record SearchRow(
    long Doc, Guid MatterId, AreaCode Area, bool IsOpen, string Title, string Body, string Raiser, string Guarded)
{
    private const int TieBits = 21;
    private const long Latest = (1L << (63 - TieBits)) - 1;

    private static int _tie = Random.Shared.Next(1 << TieBits);

    /// <summary>
    /// A number for a new row that sorts by the moment of raising: both engines then walk hits from the newest. Rows of
    /// one millisecond are told apart by a counter.
    /// </summary>
    public static long NewDoc(DateTimeOffset raisedAt) =>
        (Math.Clamp(raisedAt.ToUnixTimeMilliseconds(), 0, Latest) << TieBits)
        | (uint)(Interlocked.Increment(ref _tie) & ((1 << TieBits) - 1));

    /// <summary>What everyone may read has this mark.</summary>
    public const string Open = "open";

    /// <summary>
    /// Tokens that stand in no text of anybody: its town, its community, whether everyone may read it.
    /// </summary>
    public IEnumerable<string> Marks =>
        Digits.Where(digits => Area.Level >= digits.Level)
            .Select(digits => Mark(Area, digits.Length)).Concat(IsOpen ? [Open] : []);

    /// <summary>The mark of every row inside an area; null above the town, where it would narrow little.</summary>
    public static string? MarkOf(AreaCode area) =>
        Digits.Where(digits => area.Level >= digits.Level).Select(digits => Mark(area, digits.Length)).LastOrDefault();

    private static readonly (AreaLevel Level, int Length)[] Digits = [(AreaLevel.Town, 9), (AreaLevel.Village, 12)];

    private static string Mark(AreaCode area, int digits) => $"a{area.ToFullString()[..digits]}";
}
