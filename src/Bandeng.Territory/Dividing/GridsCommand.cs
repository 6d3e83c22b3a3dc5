using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Bandeng.Kernel.CommandLine;
using Bandeng.Planning.Grids;
using NetTopologySuite.Geometries;

namespace Bandeng.Territory.Dividing;

/// <summary><c>./bandeng grids propose</c>: grids for buildings in a file. Needs no database.</summary>
public static class GridsCommand
{
    private const double UsualSeconds = 8;
    private const double MostSeconds = 3600;

    private sealed record Files(string? Buildings, string? Households, string? Barriers, string? Boundary, string? Out);

    private sealed record Request(Files Files, GridBounds Bounds, int Seed, double Seconds, bool Json);

    public static Command Build()
    {
        var buildings = new Option<string>("--buildings") { Description = "GeoJSON of points or outlines, .gz too." };
        var households = new Option<string>("--households")
        {
            Description = "The property with the number of households.",
        };
        var barriers = new Option<string>("--barriers")
        {
            Description = "GeoJSON of roads, water, walls; they cost, they do not disconnect.",
        };
        var boundary = new Option<string>("--boundary")
        {
            Description = "GeoJSON of the land to divide; the hull of the buildings when left out.",
        };
        var output = new Option<string>("--out") { Description = "Where the grids go, as GeoJSON." };
        var least = new Option<string>("--min")
        {
            Description = $"Households of a grid at least, {GridBounds.Usual.Least} when left out.",
        };
        var most = new Option<string>("--max")
        {
            Description = $"Households of a grid at most, {GridBounds.Usual.Most} when left out.",
        };
        var seed = new Option<string>("--seed")
        {
            Description = "The same seed gives the same grids; 1 when left out.",
        };
        var seconds = new Option<string>("--seconds")
        {
            Description = $"How long it may take, {UsualSeconds} when left out.",
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON object about the proposal." };
        var propose = new Command("propose", "Divide buildings into connected grids within bounds.")
        {
            buildings, households, barriers, boundary, output, least, most, seed, seconds, json,
        };
        propose.SetAction((parsed, cancel) => CommandHost.GuardAsync(() => RunAsync(
            new(
                new(
                    parsed.GetValue(buildings),
                    parsed.GetValue(households),
                    parsed.GetValue(barriers),
                    parsed.GetValue(boundary),
                    parsed.GetValue(output)),
                new(
                    (int)Number("--min", parsed.GetValue(least), GridBounds.Usual.Least, 0, int.MaxValue),
                    (int)Number("--max", parsed.GetValue(most), GridBounds.Usual.Most, 1, int.MaxValue)),
                (int)Number("--seed", parsed.GetValue(seed), 1, int.MinValue, int.MaxValue),
                Seconds(parsed.GetValue(seconds)),
                parsed.GetValue(json)),
            cancel)));
        return new Command("grids", "Divide an area into grids.") { propose };
    }

    private static async Task<int> RunAsync(Request request, CancellationToken cancel)
    {
        var clock = TimeProvider.System;
        var began = clock.GetTimestamp();
        Check(request.Bounds);
        var files = request.Files;
        var (path, households, output) =
            (Given("--buildings", files.Buildings), Given("--households", files.Households), Given("--out", files.Out));
        var buildings = BuildingsFile.Read(path, households);
        var task = new GridTask(
            buildings.Buildings,
            files.Boundary is null ? null : BoundaryFile.Read(files.Boundary),
            files.Barriers is null ? [] : BarriersFile.Read(files.Barriers, Console.Error.WriteLine),
            request.Bounds,
            request.Seed);
        // Reading counts too: whoever says ten seconds looks at the clock on the wall.
        var run = new GridRun(TimeSpan.FromSeconds(request.Seconds), clock)
        {
            Cancel = cancel,
            Spent = clock.GetElapsedTime(began),
        };
        if (!GridDivision.TryPropose(task, run, out var proposal, out var objection))
        {
            var feature = objection.Building is { } index ? $"features[{index}]: " : "";
            throw new MistakeException(objection.Code, feature + objection.Message);
        }

        SayFar(task);
        GridsFile.Write(output, proposal, buildings);
        if (proposal.Figures.StoppedEarly)
        {
            await Console.Error.WriteLineAsync(
                "grids.cut: The clock stopped it before its work was done: the same seed may give other grids next "
                + "time. Give it more --seconds.");
        }

        if (request.Json)
        {
            await Console.Out.WriteLineAsync(Summary(proposal, buildings.Buildings.Count, clock.GetElapsedTime(began)));
        }

        return 0;
    }

    // Roads of another town, or a file in another system that happens to look like degrees.
    private static void SayFar(GridTask task)
    {
        var land = new Envelope();
        task.Buildings.ToList().ForEach(building => land.ExpandToInclude(building.Place.EnvelopeInternal));
        if (task.Barriers.Count > 0
            && task.Barriers.All(barrier => !land.Intersects(barrier.Line.EnvelopeInternal)))
        {
            Console.Error.WriteLine("barrier.far: None of the barriers lies among the buildings.");
        }
    }

    private static void Check(GridBounds bounds)
    {
        if (bounds.Least > bounds.Most)
        {
            throw new MistakeException("bounds.order", $"--min {bounds.Least} is more than --max {bounds.Most}.");
        }
    }

    private static string Given(string option, string? value) =>
        !string.IsNullOrEmpty(value) ? value : throw new MistakeException("option.missing", $"{option} is missing.");

    private static long Number(string option, string? text, long usual, long least, long most) =>
        text is null ? usual
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most
            ? number
        : throw new MistakeException(
            "option.number", $"{option} is a whole number from {least} to {most}, not '{text}'.");

    private static double Seconds(string? text) =>
        text is null ? UsualSeconds
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            && seconds is > 0 and <= MostSeconds
            ? seconds
        : throw new MistakeException("option.number", $"--seconds is a number above 0 to {MostSeconds}, not '{text}'.");

    private static string Summary(GridProposal proposal, int buildings, TimeSpan took) => JsonSerializer.Serialize(new
    {
        grids = proposal.Grids.Count,
        buildings,
        households = proposal.Grids.Sum(grid => grid.Households),
        connected = proposal.Grids.Count(grid => grid.Connected),
        missed = proposal.Figures.Missed,
        compactness = Math.Round(proposal.Figures.Compactness, 4),
        barriers_crossed = proposal.Figures.BarriersCrossed,
        barrier_weight = proposal.Figures.BarrierWeight,
        estates_split = proposal.Figures.EstatesSplit,
        households_moved = proposal.Figures.Moved,
        first_answer_seconds = Math.Round(proposal.Figures.FirstAnswer.TotalSeconds, 2),
        seconds = Math.Round(took.TotalSeconds, 2),
        stopped_early = proposal.Figures.StoppedEarly,
    });
}
