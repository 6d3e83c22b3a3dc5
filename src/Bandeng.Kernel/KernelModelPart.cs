using Bandeng.Kernel.Words;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Kernel;

/// <summary>The tables under every module: erasable words and the trail.</summary>
internal sealed class KernelModelPart : IModelPart
{
    public string Module => "kernel";

    public void Declare(ModelBuilder model) => model.Entity<ErasableText>().ToTable("texts");
}
