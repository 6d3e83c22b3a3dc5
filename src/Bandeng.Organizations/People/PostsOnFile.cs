using Bandeng.Kernel;
using Bandeng.Organizations.UseCases;

namespace Bandeng.Organizations.People;

/// <summary>Lets other modules give posts and end them by the same acts as the pages of this one.</summary>
internal sealed class PostsOnFile(AppointToPost appoint, EndPost end, MovePosts move, TimeProvider clock) : IPosts
{
    public bool MayAppoint(Viewer by, Role role, AreaCode area) => by.MayAppoint(role, area);

    public async Task<Result<Guid>> AppointAsync(
        Guid personId, Role role, AreaCode area, Viewer by, CancellationToken cancel)
    {
        var request = new AppointToPost.Request(Guid.CreateVersion7(), personId, role, area, BodyId: null);
        return (await appoint.RunAsync(request, by, cancel)).TryGet(out var appointed, out var refusal)
            ? appointed.PostId
            : refusal;
    }

    public async Task<Result<Guid>> SeatAsync(PostInBody post, Viewer by, CancellationToken cancel)
    {
        var request = new AppointToPost.Request(post.Id, post.PersonId, post.Role, null, post.BodyId)
        {
            Title = post.Title,
        };
        return (await appoint.RunAsync(request, by, cancel)).TryGet(out var appointed, out var refusal)
            ? appointed.PostId
            : refusal;
    }

    public Task MoveAsync(IReadOnlyDictionary<AreaCode, AreaCode> codes, Viewer by, CancellationToken cancel) =>
        move.RunAsync(codes, MovePosts.Whose.Heads, ChinaTime.DayOf(clock.GetUtcNow()), by, cancel);

    public async Task<Result<Guid>> EndAsync(
        Guid postId, long version, DateOnly lastDay, Guid? handOverTo, Viewer by, CancellationToken cancel) =>
        (await end.RunAsync(new(postId, version, lastDay, handOverTo), by, cancel)).TryGet(out var ended, out var refusal)
            ? ended.PersonId
            : refusal;
}
