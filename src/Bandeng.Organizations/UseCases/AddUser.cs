using Bandeng.Kernel;

namespace Bandeng.Organizations.UseCases;

/// <summary>From the command line: a person, their sign-in and their first post, all of it or nothing.</summary>
internal sealed class AddUser(BandengDb db, AddPerson add, GiveSignIn give, AppointToPost appoint)
{
    public sealed record Request(
        string? UserName, string? DisplayName, string? Password, Role? Role, AreaCode? Area, Guid? BodyId);

    public async Task<Result<Person>> RunAsync(Request request, CancellationToken cancel)
    {
        await using var whole = await db.Database.BeginTransactionAsync(cancel);
        var result = await EnterAsync(request, cancel);
        if (result.TryGet(out _, out _))
        {
            await whole.CommitAsync(cancel);
        }

        return result;
    }

    private async Task<Result<Person>> EnterAsync(Request request, CancellationToken cancel)
    {
        var added = await add.RunAsync(new(Guid.CreateVersion7(), request.DisplayName, null), Viewer.System, cancel);
        if (!added.TryGet(out var person, out var refusal))
        {
            return refusal;
        }

        var given = await give.RunAsync(new(person.Id, request.UserName, request.Password), Viewer.System, cancel);
        if (!given.TryGet(out _, out refusal) || request.Role is not { } role)
        {
            return given;
        }

        var post = new AppointToPost.Request(Guid.CreateVersion7(), person.Id, role, request.Area, request.BodyId);
        return (await appoint.RunAsync(post, Viewer.System, cancel)).TryGet(out _, out refusal) ? person : refusal;
    }
}
