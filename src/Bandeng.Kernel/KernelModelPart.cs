using Bandeng.Kernel.Words;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Kernel;

/// <summary>The tables under every module: erasable words and the trail.</summary>
internal sealed class KernelModelPart : IModelPart
{
    public string Module => "kernel";

    public void Declare(ModelBuilder model) => model.Entity<ErasableText>(text =>
    {
        text.ToTable("texts");

        // Of two who erase at once, one is overtaken.
        text.Property(row => row.ErasedAt).IsConcurrencyToken();
    });
}
