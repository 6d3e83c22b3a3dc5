using System.Globalization;
using Bandeng.Kernel;
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
    /// <param name="Decides">Behind the gate the page itself may still say no, or that there is nothing.</param>
    internal sealed record Sample(
        Func<IServiceProvider, Task<string>> Inside, Func<IServiceProvider, Task<string>>? Outside = null,
        bool Decides = false);

    public static IReadOnlyDictionary<string, Sample> All { get; } = new Dictionary<string, Sample>
    {
        ["admin/people/{id:guid}"] = new(async services => $"/admin/people/{await PersonAsync(services, "clerk")}"),
        ["figures/frozen/{month}"] = new(
            _ => Task.FromResult("/figures/frozen/2026-05"),
            _ => Task.FromResult("/figures/frozen/2026-05?area=110101")),
        ["areas/{code}/door-codes"] = new(
            _ => Task.FromResult("/areas/431302001001/door-codes"),
            _ => Task.FromResult("/areas/110101001001/door-codes")),
        ["admin/areas/{code}/merge"] = new(
            _ => Task.FromResult("/admin/areas/431302001001/merge"),
            _ => Task.FromResult("/admin/areas/110101001001/merge")),
        ["calendar.ics"] = new(_ => Task.FromResult("/calendar.ics"), Decides: true),
        ["q/{area}"] = new(_ => Task.FromResult("/q/431302001001")),
        ["areas/{code}"] = new(_ => Task.FromResult("/areas/431302001001")),
        ["map/areas/{code}.geojson"] = new(_ => Task.FromResult("/map/areas/431302001001.geojson")),
        ["map/features/{code}.geojson"] = new(_ => Task.FromResult("/map/features/431302001001.geojson")),
        ["api/v1/areas/{code}"] = new(_ => Task.FromResult("/api/v1/areas/431302001001")),
        ["api/v1/areas/{code}/children"] = new(_ => Task.FromResult("/api/v1/areas/431302001001/children")),
        ["api/v1/areas/locate"] = new(_ => Task.FromResult("/api/v1/areas/locate?lon=112&lat=27.75"), Decides: true),
        ["api/v1/trail/{area}"] = new(
            _ => Task.FromResult("/api/v1/trail/431302001001"), _ => Task.FromResult("/api/v1/trail/110101001001")),
        ["openapi/{documentName}.json"] = new(_ => Task.FromResult("/openapi/v1.json")),
        ["problem/{status:int}"] = new(_ => Task.FromResult("/problem/404"), Decides: true),
        ["matters/{matterId:guid}"] = new(
            services => OfMatterAsync(services, "/matters/{0}"), NoMatter("/matters/{0}")),
        ["matters/{matterId:guid}/join"] = Deciding("/matters/{0}/join"),
        ["matters/{matterId:guid}/receipt"] = Deciding("/matters/{0}/receipt"),
        ["matters/{matterId:guid}/slip"] = Deciding("/matters/{0}/slip"),
        ["matters/{matterId:guid}/seen"] = Deciding("/matters/{0}/seen"),
        ["matters/{matterId:guid}/contact"] = Deciding("/matters/{0}/contact"),
        ["callbacks/{matterId:guid}"] = Deciding("/callbacks/{0}"),
        ["files/{fileId:guid}"] = Deciding("/files/{0}"),
        ["desk/bulk/{runId:guid}"] = new(services => OfMatterAsync(services, "/desk/bulk/{0}"), Decides: true),
        ["api/v1/matters/{matterId:guid}"] = new(
            services => OfMatterAsync(services, "/api/v1/matters/{0}"), NoMatter("/api/v1/matters/{0}")),
        ["api/v1/matters/{matterId:guid}/voices"] = Deciding("/api/v1/matters/{0}/voices"),
        ["api/v1/matters/{matterId:guid}/acts/{action}"] = Deciding("/api/v1/matters/{0}/acts/accept"),
        ["api/v1/matters/{matterId:guid}/files"] = Deciding("/api/v1/matters/{0}/files"),
        ["open311/v2/services/{code}.json"] = Deciding("/open311/v2/services/{0}.json"),
        ["open311/v2/requests/{id}.json"] = Deciding("/open311/v2/requests/{0}.json"),
        ["open311/v2/tokens/{id}.json"] = Deciding("/open311/v2/tokens/{0}.json"),
        ["open311/v2/services/{code}.xml"] = Deciding("/open311/v2/services/{0}.xml"),
        ["open311/v2/requests/{id}.xml"] = Deciding("/open311/v2/requests/{0}.xml"),
        ["open311/v2/tokens/{id}.xml"] = Deciding("/open311/v2/tokens/{0}.xml"),
        ["api/v1/figures"] = new(_ => Task.FromResult("/api/v1/figures?area=431302"), Decides: true),
        ["api/v1/collections/{id}"] = new(_ => Task.FromResult("/api/v1/collections/buildings")),
        ["api/v1/collections/{id}/items"] = new(_ => Task.FromResult("/api/v1/collections/buildings/items?limit=1")),
        ["api/v1/collections/areas/items/{code}"] = new(_ =>
            Task.FromResult("/api/v1/collections/areas/items/431302001001")),
        ["api/v1/collections/{id}/items/{featureId:guid}"] = new(async services =>
            $"/api/v1/collections/buildings/items/{await PlaceAsync(services)}"),
        ["registry/places/{id:guid}"] = new(
            async services => $"/registry/places/{await PlaceAsync(services)}", NoMatter("/registry/places/{0}")),
        ["registry/places/{id:guid}/map"] = new(
            async services =>
                $"/registry/places/{await PlaceAsync(services)}/map", NoMatter("/registry/places/{0}/map")),
        ["registry/doors/{id:guid}"] = new(
            async services =>
                $"/registry/doors/{await IdAsync(services, "dwellings")}", NoMatter("/registry/doors/{0}")),
        ["registry/residents/{id:guid}/numbers"] = new(
            async services =>
                $"/registry/residents/{await IdAsync(services, "residents")}/numbers",
                NoMatter("/registry/residents/{0}/numbers")),
        ["needs/{id:guid}"] = new(
            async services => $"/needs/{await IdAsync(services, "needs")}", NoMatter("/needs/{0}"), Decides: true),
        ["visits/homes/{id:guid}"] = new(
            async services =>
                $"/visits/homes/{await IdAsync(services, "households")}", NoMatter("/visits/homes/{0}"), Decides: true),
        ["visits/programmes/{id:guid}"] = new(
            async services =>
                $"/visits/programmes/{await IdAsync(services, "visit_programmes")}", NoMatter("/visits/programmes/{0}"),
                Decides: true),
        ["visits/programmes/{id:guid}/form"] = new(
            async services =>
                $"/visits/programmes/{await IdAsync(services, "visit_programmes")}/form",
                NoMatter("/visits/programmes/{0}/form"), Decides: true),
        ["registry/areas/{code}/outline"] = new(
            _ => Task.FromResult("/registry/areas/431302001001/outline"),
            _ => Task.FromResult("/registry/areas/110101001001/outline")),
        ["registry/grids/{code}/file"] = new(
            _ => Task.FromResult("/registry/grids/431302001001001/file"),
            _ => Task.FromResult("/registry/grids/110101001001001/file")),
        ["registry/grids/{id:guid}"] = Deciding("/registry/grids/{0}"),
        ["grids/{id:guid}"] = new(async services =>
            $"/grids/{await IdAsync(services, "grid_plans where id in (select plan_id from grid_showings)")}"),
        ["grids/{id:guid}/object"] = new(
            async services => $"/grids/{await IdAsync(services, "grid_plans where id in (select plan_id from grid_showings)")}/object"),
        ["registry/objections/{id:guid}/numbers"] = new(
            async services =>
                $"/registry/objections/{await IdAsync(services, "grid_objections")}/numbers",
                NoMatter("/registry/objections/{0}/numbers")),
        ["registry/tellings/{id:guid}"] = Deciding("/registry/tellings/{0}"),
        ["registry/care/fill"] = new(
            _ => Task.FromResult("/registry/care/fill?area=431302001001"),
            _ => Task.FromResult("/registry/care/fill?area=110101001001")),
        ["registry/care/households/{id:guid}"] = new(
            async services =>
                $"/registry/care/households/{await IdAsync(services, "households")}",
                NoMatter("/registry/care/households/{0}")),
        ["registry/care/leave/{id:guid}"] = Deciding("/registry/care/leave/{0}"),
        ["registry/import/{id:guid}"] = new(
            services => OfMatterAsync(services, "/registry/import/{0}"), NoMatter("/registry/import/{0}"),
            Decides: true),
        ["sheets/{id:guid}"] = new(async services => $"/sheets/{await FormAsync(services)}", NoMatter("/sheets/{0}")),
        ["sheets/{id:guid}/bind"] = new(
            async services => $"/sheets/{await FormAsync(services)}/bind", NoMatter("/sheets/{0}/bind")),
        ["sheets/{id:guid}/fill"] = new(
            async services => $"/sheets/{await FormAsync(services)}/fill", NoMatter("/sheets/{0}/fill")),
        ["sheets/{id:guid}/burden"] = new(
            async services => $"/sheets/{await FormAsync(services)}/burden", NoMatter("/sheets/{0}/burden")),
        ["sheets/{id:guid}/blank"] = new(
            async services => $"/sheets/{await FormAsync(services)}/blank", NoMatter("/sheets/{0}/blank")),
        ["lists/{kind}"] = new(_ => Task.FromResult("/lists/powers"), Decides: true),
        ["lists/{kind}/{id:guid}"] = Deciding("/lists/powers/{0}"),
        ["powers/{id:guid}"] = new(async services => $"/powers/{await IdAsync(services, "powers")}"),
        ["pairs/{id:guid}"] = new(
            async services => $"/pairs/{await FirstAsync(services, "pairs")}", NoMatter("/pairs/{0}")),
        ["members/{id:guid}"] = new(
            async services => $"/members/{await FirstAsync(services, "member_reports")}", NoMatter("/members/{0}")),
        ["members/{id:guid}/certificate"] = new(
            async services =>
                $"/members/{await FirstAsync(services, "member_reports")}/certificate",
                NoMatter("/members/{0}/certificate"), Decides: true),
        ["workforce/{id:guid}"] = new(
            async services => $"/workforce/{await FirstAsync(services, "workers")}", NoMatter("/workforce/{0}")),
        ["workforce/{id:guid}/pay"] = new(
            async services => $"/workforce/{await FirstAsync(services, "workers")}/pay",
            NoMatter("/workforce/{0}/pay")),
        ["incubator/{id:guid}"] = new(
            async services => $"/incubator/{await FirstAsync(services, "incubations")}", NoMatter("/incubator/{0}")),
        ["exchange/{code}"] = new(
            _ => Task.FromResult("/exchange/12345"), _ => Task.FromResult("/exchange/elsewhere"), Decides: true),
        ["exchange/{code}/orders"] = new(
            _ => Task.FromResult("/exchange/12345/orders"), _ => Task.FromResult("/exchange/elsewhere/orders"),
            Decides: true),
        ["exchange/{code}/mapping"] = new(
            _ => Task.FromResult("/exchange/12345/mapping"), _ => Task.FromResult("/exchange/elsewhere/mapping"),
            Decides: true),
        ["exchange/{code}/files/{batch:long}/{format}"] = new(
            _ => Task.FromResult("/exchange/12345/files/1/csv"),
            _ => Task.FromResult("/exchange/elsewhere/files/1/csv"), Decides: true),
        ["exchange/{code}/orders/export/{format}"] = new(
            _ => Task.FromResult("/exchange/12345/orders/export/csv"),
            _ => Task.FromResult("/exchange/elsewhere/orders/export/csv"), Decides: true),
        ["api/v1/exchange/{platform}/orders"] = new(
            _ => Task.FromResult("/api/v1/exchange/12345/orders"), Decides: true),
        ["api/v1/exchange/{platform}/answers"] = new(
            _ => Task.FromResult("/api/v1/exchange/12345/answers"),
            _ => Task.FromResult("/api/v1/exchange/elsewhere/answers"), Decides: true),
        ["api/v1/exchange/{platform}/answers/{id:guid}/files/{file:guid}"] = Deciding(
            $"/api/v1/exchange/12345/answers/{{0}}/files/{Guid.Empty}"),
        ["api/v1/exchange/{platform}/answers/{id:guid}/ack"] = Deciding("/api/v1/exchange/12345/answers/{0}/ack"),
        ["api/v1/exchange/{platform}/mapping"] = new(
            _ => Task.FromResult("/api/v1/exchange/12345/mapping"),
            _ => Task.FromResult("/api/v1/exchange/elsewhere/mapping"), Decides: true),
        ["admin/bodies/{id:guid}"] = new(async services => $"/admin/bodies/{await BodyAsync(services, "桥头物业")}"),
    };

    private static Sample Deciding(string address) =>
        new(services => OfMatterAsync(services, address), NoMatter(address), Decides: true);

    private static Func<IServiceProvider, Task<string>> NoMatter(string address) =>
        _ => Task.FromResult(string.Format(CultureInfo.InvariantCulture, address, Guid.CreateVersion7()));

    private static async Task<string> OfMatterAsync(IServiceProvider services, string address) => string.Format(
        CultureInfo.InvariantCulture,
        address,
        await Db(services)
            .RowAsync<Guid>("select id from matters order by raised_at limit 1", null, CancellationToken.None));

    // A form of the community itself: whoever is seated there or above may look at it.
    private static Task<Guid> FormAsync(IServiceProvider services) => Db(services).RowAsync<Guid>(
        "select id from sheet_forms where area_code = 431302001001000000 order by id limit 1", null,
        CancellationToken.None);

    private static Task<Guid> PlaceAsync(IServiceProvider services) => Db(services).RowAsync<Guid>(
        "select id from places where kind = 'Building' and area_code between 431302001001000000 and 431302001001999999 order by area_code limit 1",
        null, CancellationToken.None);

    private static Task<Guid> IdAsync(IServiceProvider services, string table) =>
        Db(services).RowAsync<Guid>($"select id from {table} order by id limit 1", null, CancellationToken.None);

    // In the community of the demo's posts.
    private static Task<Guid> FirstAsync(IServiceProvider services, string table) => Db(services).RowAsync<Guid>(
        $"select id from {table} where area_code = 431302001001000000 order by id limit 1", null,
        CancellationToken.None);

    private static async Task<Guid> PersonAsync(IServiceProvider services, string userName)
    {
        var name = SignIn.NormalizeName(userName);
        return (await Db(services).Set<SignIn>().SingleAsync(signIn => signIn.NormalizedUserName == name)).PersonId;
    }

    private static async Task<Guid> BodyAsync(IServiceProvider services, string name) =>
        (await Db(services).Set<Bodies.BodyOnFile>().SingleAsync(body => body.Name == name)).Id;

    private static BandengDb Db(IServiceProvider services) => services.GetRequiredService<BandengDb>();
}
