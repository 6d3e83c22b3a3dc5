using Bandeng.Kernel;
using Bandeng.Organizations.People;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.UseCases;

internal static class PostsToChange
{
    /// <summary>The post as the form showed it, if this viewer may change it.</summary>
    public static async Task<Result<Post>> PostToChangeAsync(
        this BandengDb db, Guid postId, long version, Viewer by, CancellationToken cancel) =>
        await db.Posts.SingleOrDefaultAsync(post => post.Id == postId, cancel) switch
        {
            null => Refusals.PostUnknown,
            var post when !by.MayAppoint(post.Role, post.AreaCode) => Refusals.NotYours,
            var post when post.Version != version => Refusals.Overtaken,
            var post => post,
        };
}
