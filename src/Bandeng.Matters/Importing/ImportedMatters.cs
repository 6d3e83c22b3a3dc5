using System.Text.Encodings.Web;
using System.Text.Json;
using Bandeng.Kernel.Files;

namespace Bandeng.Matters.Importing;

/// <summary>What an import of matters came to.</summary>
/// <param name="Source">Of which system the matters are.</param>
/// <param name="Refused">Refused rows by code.</param>
/// <param name="Dropped">Headings of columns that are not held here.</param>
internal sealed record ImportedMatters(
    ImportReport Report, string Source, IReadOnlyDictionary<string, int> Refused, IReadOnlyList<string> Dropped)
{
    /// <summary>How measurements are printed.</summary>
    public static JsonSerializerOptions Json { get; } = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The counts, the refusals by code, the speed and what the source's matters came to.</summary>
    public string ToJson(TimeSpan took, FiguresOfSource figures) => JsonSerializer.Serialize(
        new
        {
            added = Report.Added,
            changed = Report.Changed,
            unchanged = Report.Unchanged,
            refused = Report.Refused,
            refusedBy = Refused,
            seconds = Math.Round(took.TotalSeconds, 2),
            rowsPerSecond = Math.Round(
                (Report.Added + Report.Changed + Report.Unchanged + Report.Refused) / took.TotalSeconds),
            figures,
        },
        Json);
}
