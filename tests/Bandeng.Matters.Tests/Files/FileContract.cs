using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Matters.Files;
using Bandeng.Matters.Life;
using Bandeng.Matters.Tests.Residents;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Bandeng.Matters.Tests.Neighbourhood;

namespace Bandeng.Matters.Tests.Files;

/// <summary>Files of matters among the people of the demo: who adds, who sees, what the trail keeps.</summary>
public abstract class FileContract(DemoSite site)
{
    private readonly Neighbourhood _here = new(site);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_raiser_adds_a_picture_and_the_trail_keeps_its_hash()
    {
        var id = await _here.RaisedAsync();

        var added = Sure(await AddAsync(id, "resident", Pictures.Jpeg()));

        var line = Assert.Single((await _here.ReadAsync(id, "clerk")).History, line => line.Action == "AddFile");
        using var client = await NewVisitorAsync("resident");
        var bytes = await client.GetByteArrayAsync($"/files/{added.Id}", Cancel);
        Assert.Equal(Convert.ToHexString(SHA256.HashData(bytes)), line.Facts["sha256"].GetString());
        Assert.Equal(added.Id, line.Facts["file"].GetGuid());
        Assert.Empty((await _here.ReadAsync(id, "handler")).Files);
    }

    [Theory]
    [InlineData("", "matter.unknown")]
    [InlineData("handler", "matter.unknown")]
    [InlineData("resident", "file.moment")]
    public async Task Who_does_not_handle_it_shows_no_work(string userName, string code)
    {
        var id = await _here.RaisedAsync();

        Assert.Equal(code, Code(await AddAsync(id, userName, Pictures.Jpeg(), FileMoment.After)));
    }

    [Fact]
    public async Task The_handler_shows_before_and_after()
    {
        var id = await _here.InHandAsync();

        Sure(await AddAsync(id, "handler", Pictures.Jpeg(), FileMoment.Before));
        Sure(await AddAsync(id, "handler", Pictures.Png(), FileMoment.After));

        Assert.Equal(
            [FileMoment.Before, FileMoment.After],
            (await _here.ReadAsync(id, "resident")).Files.Select(file => file.Moment));
    }

    [Fact]
    public async Task Who_has_the_secret_link_adds_and_who_guesses_does_not()
    {
        var raised = Sure(await _here.RaiseAsync("", new() { Detail = "井盖没了", Area = Community }));

        Assert.Equal("matter.unknown", Code(await AddAsync(raised.Id, "", Pictures.Jpeg(), secret: "guess")));
        Sure(await AddAsync(raised.Id, "", Pictures.Jpeg(), secret: raised.Secret));
    }

    [Fact]
    public async Task Nine_at_once_are_nine_and_the_tenth_is_refused()
    {
        var id = await _here.RaisedAsync();

        var results = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => Task.Run(() => AddAsync(id, "resident", Pictures.Jpeg()), Cancel)));

        Assert.Equal(9, results.Count(result => result.TryGet(out _, out var _)));
        Assert.All(
            results.Where(result => !result.TryGet(out _, out var _)),
            result => Assert.Equal("file.many", Code(result)));
        Assert.Equal(9, (await _here.ReadAsync(id, "resident")).Files.Count);
    }

    [Fact]
    public async Task Files_are_private_until_let_out_and_then_pictures_alone()
    {
        var id = await _here.RaisedAsync();
        var picture = Sure(await AddAsync(id, "resident", Pictures.Jpeg())).Id;
        var heic = Sure(await AddAsync(id, "resident", Pictures.Heic)).Id;
        var voice = Sure(await AddAsync(id, "resident", Pictures.Wav)).Id;
        var paper = Sure(await AddAsync(id, "clerk", Pictures.Png(), FileMoment.Paper)).Id;
        using var stranger = site.Stranger();
        Assert.All(
            await StatusesAsync(stranger, picture, heic, voice, paper),
            status => Assert.Equal(HttpStatusCode.NotFound, status));

        await _here.DoAsync(id, MatterAction.LetOut, "clerk");

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound],
            await StatusesAsync(stranger, picture, heic, voice, paper));
        Assert.Equal([picture], (await _here.ReadAsync(id, "")).Files.Select(file => file.Id));

        // Sorted anew as a complaint it is nobody's business again, its pictures too.
        await _here.DoAsync(id, MatterAction.Correct, "clerk", new() { RequestType = RequestType.Complaint });
        Assert.Equal([HttpStatusCode.NotFound], await StatusesAsync(stranger, picture));
        Assert.Null(await _here.ReadAsync(id, ""));
    }

    [Fact]
    public async Task A_file_is_served_so_that_it_can_do_nothing()
    {
        var id = await _here.RaisedAsync();
        var picture = Sure(await AddAsync(id, "resident", Pictures.Jpeg(), name: "路灯.jpg")).Id;
        var paper = Sure(await AddAsync(id, "clerk", Pictures.Pdf, FileMoment.Paper)).Id;
        using var client = await NewVisitorAsync("resident");

        using var shown = await client.GetAsync($"/files/{picture}", Cancel);
        using var kept = await client.GetAsync($"/files/{paper}", Cancel);

        Assert.Equal("image/jpeg", shown.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", shown.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains(
            "sandbox", shown.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.True(shown.Headers.CacheControl!.NoStore);
        Assert.Equal("inline", shown.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("路灯.jpg", shown.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal("attachment", kept.Content.Headers.ContentDisposition!.DispositionType);
    }

    [Fact]
    public async Task A_part_of_a_file_is_served_as_a_part()
    {
        var id = await _here.RaisedAsync();
        var voice = Sure(await AddAsync(id, "resident", Pictures.Wav)).Id;
        using var client = await NewVisitorAsync("resident");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/files/{voice}");
        request.Headers.Range = new RangeHeaderValue(0, 3);

        using var answer = await client.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal("RIFF", await answer.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task A_program_sends_a_file_as_a_form()
    {
        var id = await _here.InHandAsync();
        using var handler = await NewVisitorAsync("handler");

        using var good = await handler.PostAsync($"/api/v1/matters/{id}/files", Form(Pictures.Jpeg(), "After"), Cancel);
        using var wrong = await handler.PostAsync(
            $"/api/v1/matters/{id}/files", Form("<html>"u8.ToArray(), "After"), Cancel);
        using var unknown = await handler.PostAsync(
            $"/api/v1/matters/{id}/files", Form(Pictures.Jpeg(), "Never"), Cancel);

        Assert.Equal(HttpStatusCode.Created, good.StatusCode);
        Assert.Contains("file.type", await wrong.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Contains("file.moment", await unknown.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_trail_still_verifies_with_files_on_it()
    {
        var id = await _here.RaisedAsync();
        Sure(await AddAsync(id, "resident", Pictures.Jpeg()));

        var report = await _here.InScopeAsync(services =>
            VerifyTrail.RunAsync(services.GetRequiredService<BandengDb>(), Cancel));

        Assert.Null(report.Fault);
    }

    private static MultipartFormDataContent Form(byte[] bytes, string moment) => new()
    {
        { new ByteArrayContent(bytes), "file", "after.jpg" },
        { new StringContent(moment), "moment" },
    };

    private static async Task<HttpStatusCode[]> StatusesAsync(HttpClient client, params Guid[] files)
    {
        var statuses = new List<HttpStatusCode>();
        foreach (var file in files)
        {
            using var answer = await client.GetAsync($"/files/{file}", Cancel);
            statuses.Add(answer.StatusCode);
        }

        return [.. statuses];
    }

    private async Task<HttpClient> NewVisitorAsync(string userName)
    {
        var client = site.CreateDefaultClient(new CookieJar());
        using var answer = await DemoSite.SignInAsync(client, userName, DemoSite.Password);
        return client;
    }

    private async Task<Result<FileAdded>> AddAsync(
        Guid id, string userName, byte[] bytes, FileMoment moment = FileMoment.Raised, string? secret = null,
        string name = "a.jpg")
    {
        var viewer = await _here.PersonAsync(userName);
        using var content = new MemoryStream(bytes);
        return await _here.InScopeAsync(services =>
            services.GetRequiredService<AddFile>().RunAsync(id, content, name, moment, viewer, secret, Cancel));
    }

    private static string Code(Result<FileAdded> result) =>
        result.TryGet(out _, out var refusal) ? "added" : refusal.Code;
}

public sealed class FilesOnSqlite(DemoSiteOnSqlite site) : FileContract(site), IClassFixture<DemoSiteOnSqlite>;

public sealed class FilesOnPostgres(DemoSiteOnPostgres site) : FileContract(site), IClassFixture<DemoSiteOnPostgres>;
