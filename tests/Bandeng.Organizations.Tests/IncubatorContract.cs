using Bandeng.Incubator;
using Bandeng.Incubator.Queries;
using Bandeng.Incubator.UseCases;
using Bandeng.Kernel;
using Bandeng.Testing;

namespace Bandeng.Organizations.Tests;

/// <summary>Social organizations go the arrows of the table and no others, on either database.</summary>
public sealed class IncubatorContract
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    [Theory, OnBothEngines]
    public async Task From_idea_to_registration_each_step_with_what_it_needs_and_then_it_is_a_body(Engine engine)
    {
        await using var house = await OpenAsync(engine);
        var incubator = (await house.DoAsync<IBodies, IReadOnlyList<Body>>(bodies => bodies.InsideAsync(House.District, [BodyKind.Incubator], default))).Single().Id;
        var id = Guid.CreateVersion7();
        for (var sent = 0; sent < 2; sent++)
        {
            House.Sure(await StartAsync(house, new(id, "星光助残", House.Community, "上门理发", "王大山", Monday.AddDays(-9))));
        }

        Assert.Equal(
            "incubator.arrow", await StepAsync(house, new(id, 1, IncubationStage.Registered) { Number = "1" }));
        Assert.Equal("incubator.mentor", await StepAsync(house, new(id, 1, IncubationStage.Helped) { Mentor = "无此人" }));
        Assert.Equal(
            "incubator.day",
            await StepAsync(house, new(id, 1, IncubationStage.Helped) { Mentor = "王大山", Day = Monday.AddDays(-10) }));
        Assert.Equal(
            "incubator.day",
            await StepAsync(house, new(id, 1, IncubationStage.Helped) { Mentor = "王大山", Day = Monday.AddDays(1) }));
        Assert.Equal(
            "went through",
            await StepAsync(house, new(id, 1, IncubationStage.Helped) { Mentor = "王大山", Day = Monday.AddDays(-5) }));
        Assert.Equal(
            "incubator.changed", await StepAsync(house, new(id, 1, IncubationStage.OnTrial) { Incubator = incubator }));
        Assert.Equal("incubator.place", await StepAsync(house, new(id, 2, IncubationStage.OnTrial) { Incubator = id }));
        Assert.Equal(
            "went through", await StepAsync(house, new(id, 2, IncubationStage.OnTrial) { Incubator = incubator }));
        Assert.Equal("incubator.number", await StepAsync(house, new(id, 3, IncubationStage.Filed)));
        Assert.Equal("went through", await StepAsync(house, new(id, 3, IncubationStage.Filed) { Number = "社备3号" }));
        Assert.Equal(
            "went through", await StepAsync(house, new(id, 4, IncubationStage.Registered) { Number = "5143" }));
        Assert.Equal("incubator.arrow", await StepAsync(house, new(id, 5, IncubationStage.Closed) { Words = "不办了" }));

        var row = (await house.DoAsync<ReadIncubations, IReadOnlyList<IncubationRow>>(read => read.ListAsync(House.Town, IncubationStage.Registered, null, 50, default))).Single();
        Assert.Equal(("星光助残", "王大山", "乐坪孵化中心", 2L), (row.Name, row.Mentor, row.Incubator, row.Papers));
        Assert.Equal(
            nameof(BodyKind.SocialOrganization),
            (await house.DoAsync<IBodies, Body?>(bodies => bodies.FindAsync(row.BodyId!.Value, default)))!.Kind);
        Assert.Equal(
            5,
            (await house.DoAsync<ReadIncubations, IReadOnlyList<StepRow>>(read => read.StepsAsync(id, default))).Count);
        Assert.Equal(5, await house.CountAsync("select count(*) from trail_events where subject_kind = 'incubation'"));
    }

    [Theory, OnBothEngines]
    public async Task Nobody_keeps_what_lies_outside_and_papers_have_numbers(Engine engine)
    {
        await using var house = await OpenAsync(engine);
        var town = new Viewer(
            Guid.CreateVersion7(), "镇", [new(Guid.CreateVersion7(), nameof(Role.Town), House.Town, null, null)]);
        var other = new Viewer(
            Guid.CreateVersion7(), "邻镇", [new(Guid.CreateVersion7(), nameof(Role.Town), House.OtherTown, null, null)]);
        var id = Guid.CreateVersion7();

        Assert.Equal(
            "incubator.area", House.Code(await StartAsync(house, new(id, "社", House.Community, "做事", null), other)));
        Assert.Equal(
            "incubator.idea", House.Code(await StartAsync(house, new(id, "社", House.Community, " ", null), town)));
        House.Sure(await StartAsync(house, new(id, "社", House.Community, "做事", null), town));
        Assert.Equal(
            "incubator.unknown", await StepAsync(house, new(id, 1, IncubationStage.Closed) { Words = "不办了" }, other));
        Assert.Equal("incubator.words", await StepAsync(house, new(id, 1, IncubationStage.Closed), town));
        var paper = new AddPaper.Request(Guid.CreateVersion7(), id, PaperKind.Charter, "章程一稿", Monday);
        Assert.Equal("incubator.number", House.Code(await PaperAsync(house, paper with { Number = "" }, town)));
        House.Sure(await PaperAsync(house, paper, town));
        House.Sure(await PaperAsync(house, paper, town));
        Assert.Equal(1, await house.CountAsync("select count(*) from incubation_papers"));
    }

    private static async Task<House> OpenAsync(Engine engine)
    {
        var house = await ListedPlaces.OpenAsync(engine, services => services.AddIncubator());
        Assert.Null((await house.BodiesAsync("名称,类别,区划代码\n乐坪孵化中心,,431302001\n")).RefusedPath);
        Assert.Null((await house.PostsAsync("姓名,电话,岗位,社区\n王大山,13900000009,社区办事员,街心\n")).RefusedPath);
        return house;
    }

    private static Task<Result<Guid>> StartAsync(House house, StartIdea.Request request, Viewer? by = null) =>
        house.DoAsync<StartIdea, Result<Guid>>(act => act.RunAsync(request, by ?? Viewer.System, default));

    private static async Task<string> StepAsync(House house, TakeStep.Request request, Viewer? by = null) =>
        House.Code(
            await house.DoAsync<TakeStep, Result<Guid>>(act => act.RunAsync(request, by ?? Viewer.System, default)));

    private static Task<Result<Guid>> PaperAsync(House house, AddPaper.Request request, Viewer by) =>
        house.DoAsync<AddPaper, Result<Guid>>(act => act.RunAsync(request, by, default));
}
