using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Bandeng.Kernel;

/// <summary>
/// Keeps one model for each set of modules. EF remembers a model by the type of its context alone; two hosts in one
/// process with different modules would share the first one's.
/// </summary>
internal sealed class PartsOfModel : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) =>
        (context.GetType(), designTime, ((BandengDb)context).Modules);
}
