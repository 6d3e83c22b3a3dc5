using Bandeng.Organizations.SignIns;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Organizations.Tests;

/// <summary>
/// Sample values for every route with parameters, from the demo. A route that is missing here fails the walk: who adds
/// a route adds its line.
/// </summary>
internal static class RouteSamples
{
    /// <param name="Inside">An address inside the area of the demo's posts: who may come is let in.</param>
    /// <param name="Outside">One outside, that nobody of the demo may see; null where places play no part.</param>
    internal sealed record Sample(Func<IServiceProvider, Task<string>> Inside, Func<IServiceProvider, Task<string>>? Outside = null);

    public static IReadOnlyDictionary<string, Sample> All { get; } = new Dictionary<string, Sample>
    {
        ["admin/people/{id:guid}"] = new(async services => $"/admin/people/{await PersonAsync(services, "clerk")}"),
        ["desk/bulk/{runId:guid}"] = new(_ => Task.FromResult("/desk/bulk/01a20093-979b-739f-a931-a585a8042459")),
        ["figures/frozen/{month}"] = new(
            _ => Task.FromResult("/figures/frozen/2026-05"), _ => Task.FromResult("/figures/frozen/2026-05?area=110101")),
        ["areas/{code}/door-codes"] = new(
            _ => Task.FromResult("/areas/431302001001/door-codes"), _ => Task.FromResult("/areas/110101001001/door-codes")),
        ["q/{area}"] = new(_ => Task.FromResult("/q/431302001001")),
        ["admin/bodies/{id:guid}"] = new(async services => $"/admin/bodies/{await BodyAsync(services, "桥头物业")}"),
    };

    private static async Task<Guid> PersonAsync(IServiceProvider services, string userName)
    {
        var name = SignIn.NormalizeName(userName);
        return (await Db(services).Set<SignIn>().SingleAsync(signIn => signIn.NormalizedUserName == name)).PersonId;
    }

    private static async Task<Guid> BodyAsync(IServiceProvider services, string name) =>
        (await Db(services).Set<Bodies.BodyOnFile>().SingleAsync(body => body.Name == name)).Id;

    private static Kernel.BandengDb Db(IServiceProvider services) => services.GetRequiredService<Kernel.BandengDb>();
}
