using Bandeng.Kernel;
using Bandeng.Organizations;

namespace Bandeng.Matters.Queries;

/// <summary>Whom a resident asks about a matter that no body has yet.</summary>
internal static class NearestOffice
{
    private static readonly string[] Offices = ["Committee", "Office"];

    /// <summary>The community's committee, else the office of the town; null where neither is entered.</summary>
    public static async Task<Body?> NearestOfficeAsync(this IBodies bodies, AreaCode area, CancellationToken cancel) =>
        area == default
            ? null
            : (await bodies.HandlingAsync(area, cancel)).FirstOrDefault(body => Offices.Contains(body.Kind));
}
