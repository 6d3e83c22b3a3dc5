using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Matters.Counting;
using Bandeng.Matters.Held;
using Bandeng.Matters.Life;
using Bandeng.Matters.Open311;
using Bandeng.Matters.Search;
using Bandeng.Matters.Tracing;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Bandeng.Matters;

/// <summary>The tables of this module. The schema itself is written by hand in <c>Sql/</c>.</summary>
internal sealed class MattersModelPart : IModelPart
{
    public string Module => "matters";

    public IReadOnlyList<ClosedColumn> Closed { get; } =
    [
        new("matter_voices", "id", "phone_cipher", "phone_fingerprint") { Mark = PhoneNumber.MarkOf },
        new("held_letters", "id", "letter"),
    ];

    /// <summary>
    /// Every act appends to the counts what it changes in them, and says on the trail how it leaves the row.
    /// </summary>
    public void BeforeSave(BandengDb db)
    {
        db.AddRange(CountDelta.OfChanges(db).ToList());
        StampRows.OfChanges(db);
    }

    /// <summary>
    /// The index of words follows every act that writes, moves or erases them; voices are counted up and down.
    /// </summary>
    public Func<CancellationToken, Task>? Following(BandengDb db)
    {
        Func<CancellationToken, Task>[] following =
            [.. new[] { FollowWords.Of(db), FollowVoices.Of(db) }.OfType<Func<CancellationToken, Task>>()];
        return following is []
            ? null
            : async cancel =>
            {
                foreach (var write in following)
                {
                    await write(cancel);
                }
            };
    }

    public void Declare(ModelBuilder model)
    {
        model.Entity<Matter>(matter =>
        {
            matter.ToTable("matters");
            matter.Ignore(m => m.Limit).Ignore(m => m.IsClosed).Ignore(m => m.IsUntouched)
                .Ignore(m => m.IsSealed).Ignore(m => m.IsErrand).Ignore(m => m.VoicesMoved);
            matter.Property(m => m.Voices).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
            matter.Property(m => m.HeldLevel).HasConversion<long>();
            matter.NamesWords(
                nameof(Matter.TitleId), nameof(Matter.DetailId), nameof(Matter.PlaceId), nameof(Matter.SealedTitleId),
                nameof(Matter.SealedDetailId));
        });
        model.Entity<Voice>(voice =>
        {
            voice.ToTable("matter_voices").Names<Matter>(nameof(Voice.MatterId));
            voice.NamesWords(nameof(Voice.NameId));
        });
        model.Entity<MatterPause>().ToTable("matter_pauses").Names<Matter>(nameof(MatterPause.MatterId));
        model.Entity<Assist>(assist =>
        {
            assist.ToTable("matter_assists").HasKey(row => new { row.MatterId, row.BodyId });
            assist.Names<Matter>(nameof(Assist.MatterId));
            assist.NamesWords(nameof(Assist.ReplyId));
        });
        model.Entity<OutsideNumber>(number =>
        {
            number.ToTable("matter_numbers").HasKey(row => new { row.Platform, row.Number });
            number.Names<Matter>(nameof(OutsideNumber.MatterId));
        });
        model.Entity<HeldLetter>(letter =>
        {
            letter.ToTable("held_letters");

            // Of two who settle at once, one is overtaken.
            letter.Property(row => row.SettledAt).IsConcurrencyToken();
        });
        model.Entity<MatterFile>().ToTable("matter_files").Names<Matter>(nameof(MatterFile.MatterId));
        model.Entity<SentReport>(sent =>
        {
            sent.ToTable("open311_requests").HasKey(row => row.MatterId);
            sent.Names<Matter>(nameof(SentReport.MatterId));
            sent.NamesWords(nameof(SentReport.AsideId));
        });
        model.Entity<CountDelta>().ToTable("matter_count_deltas");
        model.Entity<MatterImport>(import =>
        {
            import.ToTable("matter_imports").HasKey(row => row.MatterId);
            import.Names<Matter>(nameof(MatterImport.MatterId));
            import.NamesWords(nameof(MatterImport.NoteId), nameof(MatterImport.ReplyId));
        });
    }
}

internal static class MattersTables
{
    extension(BandengDb db)
    {
        public DbSet<Matter> Matters => db.Set<Matter>();

        public DbSet<Voice> Voices => db.Set<Voice>();

        public DbSet<MatterPause> Pauses => db.Set<MatterPause>();

        public DbSet<Assist> Assists => db.Set<Assist>();

        public DbSet<OutsideNumber> OutsideNumbers => db.Set<OutsideNumber>();

        public DbSet<HeldLetter> HeldLetters => db.Set<HeldLetter>();

        public DbSet<MatterFile> MatterFiles => db.Set<MatterFile>();
    }
}
