using Bandeng.Kernel.Ledgers;
using Bandeng.Kernel.Words;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Kernel;

/// <summary>The tables under every module: erasable words, the ledger and the trail.</summary>
internal sealed class KernelModelPart : IModelPart
{
    public string Module => "kernel";

    public void Declare(ModelBuilder model)
    {
        model.Entity<ErasableText>(text =>
        {
            text.ToTable("texts");

            // Of two who erase at once, one is overtaken.
            text.Property(row => row.ErasedAt).IsConcurrencyToken();
        });
        model.Entity<LedgerAccount>().ToTable("ledger_accounts");
        model.Entity<LedgerEntry>().ToTable("ledger_entries").HasOne<LedgerAccount>()
            .WithMany().HasForeignKey(entry => entry.AccountId);
    }
}
