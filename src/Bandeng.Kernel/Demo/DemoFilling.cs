using Bandeng.Kernel.CommandLine;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Kernel.Demo;

/// <summary>Fills an empty database with everything that the modules bring to a demo.</summary>
public static class DemoFilling
{
    /// <summary>Says whether it filled: a database on which anything was ever done is left alone.</summary>
    public static async Task<bool> FillAsync(DemoContext demo, CancellationToken cancel)
    {
        var db = demo.Services.GetRequiredService<BandengDb>();
        await using var whole = await db.Database.BeginTransactionAsync(cancel);
        if (await db.RowAsync<long?>("select seq from trail_events limit 1", null, cancel) is not null)
        {
            return false;
        }

        foreach (var part in demo.Services.GetServices<IDemoPart>().OrderBy(part => part.Order))
        {
            demo.Clock.MoveTo(demo.Clock.Start);
            await part.FillAsync(demo, cancel);
        }

        await whole.CommitAsync(cancel);
        return true;
    }

    /// <summary>The refusal of <c>demo</c> on a database in use.</summary>
    public static MistakeException NotEmpty() =>
        new("demo.not-empty", "The demo fills an empty database only; this one is in use.");
}
