using NetTopologySuite.Geometries;

namespace Bandeng.Planning.Care;

/// <summary>Households that nobody looks after, and those who could.</summary>
/// <param name="Most">So many each at most; 1 or more. Who has more already is given none.</param>
/// <param name="MetresForOne">
/// How far away another is taken to be for each that somebody has already, in metres, 0 or more: 5 sends the
/// eleventh household of one 50 m further to another who has none.
/// </param>
public sealed record CareTask(
    IReadOnlyList<CareSpot> Spots, IReadOnlyList<Carer> Carers, int Most, double MetresForOne);

/// <summary>A place with households that have no name yet: a building.</summary>
/// <param name="Place">Degrees, WGS-84, longitude before latitude.</param>
/// <param name="Households">0 or more.</param>
public sealed record CareSpot(Coordinate Place, int Households);

/// <summary>Somebody who looks after households.</summary>
/// <param name="Places">Where, at least one; nearness is to the nearest of them.</param>
/// <param name="Load">How many already.</param>
public sealed record Carer(IReadOnlyList<Coordinate> Places, int Load);

/// <summary>So many households of one spot for one carer, both by their place in the task's lists.</summary>
/// <param name="Metres">As the crow flies.</param>
public sealed record CareShare(int Spot, int Carer, int Households, double Metres);

/// <summary>Who is to look after whom; what no carer in reach has room for is left over.</summary>
/// <param name="Shares">By spot, then by carer.</param>
/// <param name="LeftOver">Households by spot.</param>
public sealed record CareProposal(IReadOnlyList<CareShare> Shares, IReadOnlyList<int> LeftOver);
