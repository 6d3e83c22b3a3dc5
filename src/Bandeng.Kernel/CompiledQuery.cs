using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Bandeng.Kernel;

/// <summary>
/// A question to Entity Framework that is translated once for a model instead of looked up by its whole expression each
/// time it is asked.
/// </summary>
/// <param name="compile">One of <c>EF.CompileAsyncQuery</c>; a process may serve several models.</param>
public sealed class CompiledQuery<TQuery>(Func<TQuery> compile)
    where TQuery : Delegate
{
    private readonly ConditionalWeakTable<IModel, TQuery> _byModel = [];

    /// <summary>The question as it is put to this unit of work.</summary>
    public TQuery On(BandengDb db) => _byModel.GetValue(db.Model, _ => compile());
}
