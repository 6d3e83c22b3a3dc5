using Bandeng.Kernel;

namespace Bandeng.Organizations.UseCases;

/// <summary>From the command line: a person, their sign-in and their first post, all of it or nothing.</summary>
internal sealed class AddUser(BandengDb db, AddPerson add, GiveSignIn give, AppointToPost appoint)
{
    public sealed record Request(string? UserName, string? DisplayName, string? Password, Role? Role, AreaCode? Area, Guid? BodyId);

    public async Task<Result<Person>> RunAsync(Request request, CancellationToken cancel)
    {
        await using var whole = await db.Database.BeginTransactionAsync(cancel);
        if (!(await add.RunAsync(new(Guid.CreateVersion7(), request.DisplayName, null), Viewer.System, cancel)).TryGet(out var person, out var refusal)
            || !(await give.RunAsync(new(person.Id, request.UserName, request.Password), Viewer.System, cancel)).TryGet(out _, out refusal))
        {
            return refusal;
        }

        if (request.Role is { } role
            && !(await appoint.RunAsync(
                new(Guid.CreateVersion7(), person.Id, role, request.Area, request.BodyId), Viewer.System, cancel)).TryGet(out _, out refusal))
        {
            return refusal;
        }

        await whole.CommitAsync(cancel);
        return person;
    }
}
