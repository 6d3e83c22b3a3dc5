using Bandeng.Figures.Frozen;
using Bandeng.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Figures;

/// <summary>The tables of frozen months. Everything else is counted from the matters when somebody asks.</summary>
internal sealed class FiguresModelPart : IModelPart
{
    public string Module => "figures";

    public void Declare(ModelBuilder model)
    {
        model.Entity<FrozenMonth>().ToTable("frozen_months");
        model.Entity<FrozenFigure>(figure =>
        {
            figure.ToTable("frozen_figures").HasKey(f => new { f.MonthId, f.Figure });
            figure.Property(f => f.FigureVersion).HasConversion<long>();
            figure.Ignore(f => f.Counted).Ignore(f => f.OnTrail);
        });
    }
}
