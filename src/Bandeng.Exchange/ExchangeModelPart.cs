using Bandeng.Exchange.Answers;
using Bandeng.Exchange.Incoming;
using Bandeng.Exchange.Mapping;
using Bandeng.Exchange.Platforms;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Exchange;

/// <summary>The tables of this module. The schema itself is written by hand in <c>Sql/</c>.</summary>
internal sealed class ExchangeModelPart : IModelPart
{
    public string Module => "exchange";

    public IReadOnlyList<ClosedColumn> Closed { get; } =
    [
        new("exchange_platforms", "id", "push_secret"),
        new("exchange_platforms", "id", "push_key"),
        new("exchange_packets", "id", "body"),
    ];

    public void Declare(ModelBuilder model)
    {
        model.Entity<Platform>().ToTable("exchange_platforms");
        model.Entity<MappingOnFile>().ToTable("exchange_mappings");
        model.Entity<OutsideOrder>().ToTable("exchange_orders").NamesWords(nameof(OutsideOrder.KeptId));
        model.Entity<OrderContent>().ToTable("exchange_order_contents")
            .HasKey(content => new { content.OrderId, content.Hash });
        model.Entity<OrderAnswer>(answer =>
        {
            answer.ToTable("exchange_answers").HasOne<OutsideOrder>().WithMany().HasForeignKey(row => row.OrderId);
            answer.Ignore(row => row.IsOpen);
            answer.NamesWords(nameof(OrderAnswer.WordsId));
        });
        model.Entity<OrderContent>().HasOne<OutsideOrder>().WithMany().HasForeignKey(row => row.OrderId);
    }
}

internal static class ExchangeTables
{
    extension(BandengDb db)
    {
        public DbSet<Platform> Platforms => db.Set<Platform>();

        public DbSet<MappingOnFile> Mappings => db.Set<MappingOnFile>();

        public DbSet<OutsideOrder> OutsideOrders => db.Set<OutsideOrder>();

        public DbSet<OrderAnswer> Answers => db.Set<OrderAnswer>();
    }
}
