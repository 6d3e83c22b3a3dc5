using System.Diagnostics;
using System.Globalization;
using NetTopologySuite.Geometries;
using Npgsql;

namespace Bandeng.Planning.Bench;

/// <summary>The same question put to PostGIS, when there is one: one by one, and as a join.</summary>
internal static class PostgisBench
{
    private const string Setting = "BANDENG_TEST_POSTGRES";
    private const int Joined = 300_000;
    private const int Single = 20_000;

    public static void Run(Geometry[] grids, double[] x, double[] y)
    {
        if (Environment.GetEnvironmentVariable(Setting) is not { Length: > 0 } server)
        {
            return;
        }

        var name = $"points_{Environment.ProcessId}";
        using var admin = Open(server);
        Do(admin, $"create database {name}");
        using (var db = Open($"{server};Database={name};Pooling=false"))
        {
            Do(db, "create extension postgis; create table grids (id int, shape geometry); create table points (at geometry)");
            Fill(db, "grids (id, shape)", grids.Select((grid, i) => $"{i}\t{grid.AsText()}"));
            Fill(db, "points (at)", Enumerable.Range(0, Joined).Select(
                i => FormattableString.Invariant($"POINT({x[i]:R} {y[i]:R})")));
            Do(db, "create index on grids using gist (shape); analyze grids; analyze points");
            Join(db);
            OneByOne(db, x, y);
        }

        Do(admin, $"drop database {name} with (force)");
    }

    private static void Join(NpgsqlConnection db)
    {
        var began = Stopwatch.GetTimestamp();
        Do(db, "select count(*) from points join grids on st_contains(shape, at)");
        Say("PostGIS, bulk join", Joined / Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    private static void OneByOne(NpgsqlConnection db, double[] x, double[] y)
    {
        using var ask = new NpgsqlCommand("select id from grids where st_contains(shape, st_point($1, $2))", db);
        var (atX, atY) = (new NpgsqlParameter<double>(), new NpgsqlParameter<double>());
        ask.Parameters.Add(atX);
        ask.Parameters.Add(atY);
        ask.Prepare();
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < Single; i++)
        {
            (atX.TypedValue, atY.TypedValue) = (x[i], y[i]);
            ask.ExecuteScalar();
        }

        Say("PostGIS, one client, one by one", Single / Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    private static void Fill(NpgsqlConnection db, string table, IEnumerable<string> rows)
    {
        using var copy = db.BeginTextImport($"copy {table} from stdin");
        foreach (var row in rows)
        {
            copy.Write(row + "\n");
        }
    }

    private static NpgsqlConnection Open(string setting)
    {
        var db = new NpgsqlConnection(setting);
        db.Open();
        return db;
    }

    private static void Do(NpgsqlConnection db, string sql)
    {
        using var command = new NpgsqlCommand(sql, db) { CommandTimeout = 300 };
        command.ExecuteNonQuery();
    }

    private static void Say(string what, double perSecond) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{perSecond,14:#,0} points a second: {what}"));
}
