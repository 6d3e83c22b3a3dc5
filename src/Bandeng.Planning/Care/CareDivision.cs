using Bandeng.Planning.Plane;
using NetTopologySuite.Geometries;

namespace Bandeng.Planning.Care;

/// <summary>
/// Gives households without a name to those who are near and have few: the least sum of metres walked, one household at
/// a time, plus <see cref="CareTask.MetresForOne"/> for every household that the one who takes it has already.
/// </summary>
/// <remarks>
/// <para>
/// A transport problem with convex costs, solved exactly by successive shortest paths (Busacker and Gowen, 1960; Ahuja,
/// Magnanti and Orlin, Network Flows, 1993, sections 9.7 and 14.5). A path ends with a carer who has room and passes
/// over carers who give one of theirs on to the next. Only the <see cref="Reach"/> nearest carers of a spot come into
/// question.
/// </para>
/// <para>
/// Each household costs at most carers × spots × reach steps, in practice some hundreds. The same task has the same
/// answer: of equal ways the one with the lower place in the list is taken.
/// </para>
/// </remarks>
public sealed class CareDivision
{
    /// <summary>So many nearest carers of a spot are asked.</summary>
    public const int Reach = 16;

    private const double Same = 1e-6;

    // Dearer than any way: nobody is left over while there is room, and who is left over is who would cost most.
    private const double Dearest = 1e9;

    private readonly CareTask _task;
    private readonly (int Carer, double Metres)[][] _near;
    private readonly Dictionary<int, int>[] _given;
    private readonly SortedSet<int>[] _spotsOf;
    private readonly int[] _load;
    private readonly int _nobody;

    private CareDivision(CareTask task)
    {
        (_task, _nobody) = (task, task.Carers.Count);
        _near = Near(task);
        _given = [.. task.Spots.Select(_ => new Dictionary<int, int>())];
        _spotsOf = [.. task.Carers.Select(_ => new SortedSet<int>()), new SortedSet<int>()];
        _load = [.. task.Carers.Select(carer => carer.Load), 0];
    }

    /// <summary>The cheapest way to give as many as there is room for.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A bound or a number lies outside of its range.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static CareProposal Propose(CareTask task, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(task.Most, 1, nameof(task));
        ArgumentOutOfRangeException.ThrowIfNegative(task.MetresForOne, nameof(task));
        var division = new CareDivision(task);
        for (var spot = 0; spot < task.Spots.Count; spot++)
        {
            for (var household = 0; household < task.Spots[spot].Households; household++)
            {
                cancel.ThrowIfCancellationRequested();
                division.Give(spot);
            }
        }

        return new(
            division.Shares(), [.. division._given.Select(carers => carers.GetValueOrDefault(division._nobody))]);
    }

    private static (int, double)[][] Near(CareTask task)
    {
        if (task.Spots is [])
        {
            return [];
        }

        var plane = new LocalPlane(task.Spots[0].Place);
        Coordinate[][] homes = [.. task.Carers.Select(carer => carer.Places.Select(plane.ToMetres).ToArray())];
        return [.. task.Spots.Select(spot => Nearest(plane.ToMetres(spot.Place), homes))];
    }

    private static (int, double)[] Nearest(Coordinate place, Coordinate[][] homes) =>
    [
        .. homes.Select((those, carer) => (Carer: carer, Metres: those.Min(place.Distance)))
            .OrderBy(one => one.Metres).ThenBy(one => one.Carer).Take(Reach).Append((homes.Length, Dearest)),
    ];

    private sealed record Way(double[] Cost, (int Carer, int Spot)[] From);

    private void Give(int spot)
    {
        var way = Ways(spot);
        var (last, least) = (_nobody, way.Cost[_nobody]);
        for (var carer = 0; carer < _nobody; carer++)
        {
            var cost = way.Cost[carer] + _task.MetresForOne * _load[carer];
            if (_load[carer] < _task.Most && cost < least - Same)
            {
                (last, least) = (carer, cost);
            }
        }

        Give(last, way);
    }

    /// <summary>How dear it is to have each carer take one more, others giving on what they have.</summary>
    private Way Ways(int spot)
    {
        var way = new Way([.. Enumerable.Repeat(double.PositiveInfinity, _load.Length)], new (int, int)[_load.Length]);
        var waiting = new Queue<int>();
        foreach (var (carer, metres) in _near[spot])
        {
            (way.Cost[carer], way.From[carer]) = (metres, (-1, spot));
            waiting.Enqueue(carer);
        }

        while (waiting.TryDequeue(out var giver))
        {
            foreach (var theirs in _spotsOf[giver])
            {
                GiveOn(giver, theirs, way, waiting);
            }
        }

        return way;
    }

    private void GiveOn(int giver, int spot, Way way, Queue<int> waiting)
    {
        var without = way.Cost[giver] - Array.Find(_near[spot], one => one.Carer == giver).Metres;
        foreach (var (taker, metres) in _near[spot])
        {
            if (taker != giver && without + metres < way.Cost[taker] - Same)
            {
                (way.Cost[taker], way.From[taker]) = (without + metres, (giver, spot));
                waiting.Enqueue(taker);
            }
        }
    }

    private void Give(int last, Way way)
    {
        _load[last]++;
        for (var taker = last; ;)
        {
            var (giver, theirs) = way.From[taker];
            Add(theirs, taker, 1);
            if (giver < 0)
            {
                return;
            }

            Add(theirs, giver, -1);
            taker = giver;
        }
    }

    private void Add(int spot, int carer, int households)
    {
        var now = _given[spot].GetValueOrDefault(carer) + households;
        if (now == 0)
        {
            _given[spot].Remove(carer);
            _spotsOf[carer].Remove(spot);
            return;
        }

        _given[spot][carer] = now;
        _spotsOf[carer].Add(spot);
    }

    private List<CareShare> Shares() =>
    [
        .. _given.SelectMany((carers, spot) => carers.Where(one => one.Key != _nobody).OrderBy(one => one.Key).Select(one =>
            new CareShare(spot, one.Key, one.Value, Array.Find(_near[spot], near => near.Carer == one.Key).Metres))),
    ];
}
