using Bandeng.Kernel;
using Bandeng.Kernel.Files;

namespace Bandeng.Territory.Importing;

/// <summary>Takes the rows of one file in batches and says of each row what it changed.</summary>
internal sealed class AreaBatch(AreaLayout layout, Action<TableRow, string> refuse)
{
    private sealed record Line(TableRow Row, AreaCode Village, List<AreaCode> New);

    /// <summary>What this file has called each area so far: one file may not call it two names.</summary>
    private readonly Dictionary<AreaCode, string> _names = [];

    private readonly List<ToldArea> _chain = [];

    public async Task<ImportReport> TakeAsync(
        IEnumerable<TableRow> rows, AreaRegister register, CancellationToken cancel)
    {
        var told = new List<ToldArea>();
        var (lines, refused) = Read(rows, told);
        var outcome = await register.TakeAsync(told, cancel);
        return lines.Aggregate(new ImportReport(0, 0, 0, refused), (report, line) => report + Count(line, outcome));
    }

    private (List<Line> Lines, int Refused) Read(IEnumerable<TableRow> rows, List<ToldArea> told)
    {
        var lines = new List<Line>();
        var refused = 0;
        foreach (var row in rows)
        {
            var fault = row.Fault ?? AreaLine.Read(layout, row.Fields, _chain) ?? Contradiction();
            if (fault is null)
            {
                lines.Add(Keep(row, told));
                continue;
            }

            refuse(row, fault);
            refused++;
        }

        return (lines, refused);
    }

    private string? Contradiction() =>
        _chain.Any(area => _names.TryGetValue(area.Code, out var name) && name != area.Name) ? "area.two-names" : null;

    private Line Keep(TableRow row, List<ToldArea> told)
    {
        var line = new Line(row, _chain[^1].Code, []);
        foreach (var area in _chain.Where(area => _names.TryAdd(area.Code, area.Name)))
        {
            told.Add(area);
            line.New.Add(area.Code);
        }

        return line;
    }

    /// <summary>
    /// A row is added with its village; it is changed when it was the first to bring any changed name.
    /// </summary>
    private ImportReport Count(Line line, IReadOnlyDictionary<AreaCode, Told> outcome)
    {
        var village = line.New.Contains(line.Village) ? outcome[line.Village] : Told.Unchanged;
        if (village is Told.Older or Told.Merged)
        {
            refuse(line.Row, village is Told.Older ? "area.older" : "area.merged");
        }

        return village switch
        {
            Told.Older or Told.Merged => new(0, 0, 0, 1),
            Told.Added => new(1, 0, 0, 0),
            _ when line.New.Exists(code => outcome[code] is Told.Changed) => new(0, 1, 0, 0),
            _ => new(0, 0, 1, 0),
        };
    }
}
