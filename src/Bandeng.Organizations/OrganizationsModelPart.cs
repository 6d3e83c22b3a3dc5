using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Organizations.Bodies;
using Bandeng.Organizations.Messages;
using Bandeng.Organizations.People;
using Bandeng.Organizations.Powers;
using Bandeng.Organizations.SignIns;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Bandeng.Organizations;

/// <summary>The tables of people, bodies, posts, sign-ins and what they are told.</summary>
internal sealed class OrganizationsModelPart : IModelPart
{
    public string Module => "organizations";

    public IReadOnlyList<ClosedColumn> Closed { get; } =
    [
        new("people", "id", "phone", "phone_fingerprint") { IsOnce = true },
        new("people", "id", "mail", "mail_fingerprint", ClosedMail.Before) { IsOnce = true },
        new("sign_ins", "person_id", "two_factor_key"),
        new("hooks", "id", "secret"),
        new("outbox_messages", "id", "recipient"),
        new("outbox_messages", "id", "message"),
    ];

    /// <summary>Notices are written together, however many people are told.</summary>
    public Func<CancellationToken, Task>? Following(BandengDb db) => FollowNotices.Of(db);

    public void Declare(ModelBuilder model)
    {
        model.Entity<Session>().ToTable("sessions");
        model.Entity<ChosenWay>().ToTable("notice_ways").HasKey(way => new { way.PersonId, way.Kind });
        model.Entity<Digest>().ToTable("digests").HasKey(digest => digest.PersonId);
        model.Entity<Notice>().Ignore(notice => notice.Leaving);
        model.Entity<PersonOnFile>().ToTable("people");
        model.Entity<SignIn>().ToTable("sign_ins").HasKey(signIn => signIn.PersonId);
        model.Entity<RecoveryCode>().ToTable("recovery_codes").HasKey(code => new { code.PersonId, code.Hash });
        model.Entity<SignInCode>().ToTable("sign_in_codes");
        model.Entity<Token>().ToTable("tokens");
        model.Entity<BodyArea>(area =>
        {
            area.ToTable("body_areas").HasKey(row => new { row.BodyId, row.AreaCode });
            area.HasOne<BodyOnFile>().WithMany().HasForeignKey(row => row.BodyId);
        });
        model.Entity<BodyPartner>(partner =>
        {
            partner.ToTable("body_partners").HasKey(row => new { row.BodyId, row.PartnerId, row.ValidFrom });
            partner.HasOne<BodyOnFile>().WithMany().HasForeignKey(row => row.BodyId);
            partner.HasOne<BodyOnFile>().WithMany().HasForeignKey(row => row.PartnerId);
        });
        model.Entity<BodyPlace>(tie =>
        {
            tie.ToTable("body_places").HasKey(row => new { row.BodyId, row.PlaceId, row.ValidFrom });
            tie.HasOne<BodyOnFile>().WithMany().HasForeignKey(row => row.BodyId);
        });
        model.Entity<Rotation>().ToTable("rotations").HasOne<BodyOnFile>().WithMany().HasForeignKey(row => row.BodyId);
        model.Entity<RotationGroup>(group =>
        {
            group.ToTable("rotation_groups").HasKey(row => new { row.RotationId, row.Position });
            group.HasOne<Rotation>().WithMany().HasForeignKey(row => row.RotationId);
            group.HasOne<BodyOnFile>().WithMany().HasForeignKey(row => row.GroupId);
        });
        model.Entity<TeamRole>().ToTable("team_roles").HasKey(row => new { row.Role, row.ValidFrom });
        model.Entity<Power>().ToTable("powers").HasOne<BodyOnFile>().WithMany().HasForeignKey(row => row.DepartmentId);
        model.Entity<PowerCategory>(tie =>
        {
            tie.ToTable("power_categories").HasKey(row => new { row.CategoryCode, row.PowerId });
            tie.HasOne<Power>().WithMany().HasForeignKey(row => row.PowerId);
        });
        model.Entity<Post>().HasOne<PersonOnFile>().WithMany().HasForeignKey(row => row.PersonId);
        model.Entity<Post>().HasOne<BodyOnFile>().WithMany().HasForeignKey(row => row.BodyId);
        model.Entity<BodyOnFile>().HasOne<BodyOnFile>().WithMany().HasForeignKey(row => row.ParentId);
        model.Entity<BodyOnFile>().HasOne<BodyOnFile>().WithMany().HasForeignKey(row => row.HeirId);
        model.Entity<Notice>().ToTable("notices");
        model.Entity<OutboxMessage>().ToTable("outbox_messages");
        model.Entity<Hook>().ToTable("hooks");
        Days(model.Entity<BodyOnFile>().ToTable("bodies"), nameof(BodyOnFile.ValidFrom), nameof(BodyOnFile.ValidTo));
        Days(
            model.Entity<Post>().ToTable("posts"),
            nameof(Post.ValidFrom), nameof(Post.ValidTo), nameof(Post.StandInFrom), nameof(Post.StandInTo));
    }

    private static void Days<T>(EntityTypeBuilder<T> entity, params ReadOnlySpan<string> properties)
        where T : class
    {
        foreach (var property in properties)
        {
            entity.Property(property).HasConversion(new ValueConverter<DateOnly, string>(
                day => Day.Text(day), text => Day.Parse(text)));
        }
    }
}

internal static class OrganizationsTables
{
    extension(BandengDb db)
    {
        public DbSet<PersonOnFile> People => db.Set<PersonOnFile>();

        public DbSet<Post> Posts => db.Set<Post>();

        public DbSet<BodyOnFile> Bodies => db.Set<BodyOnFile>();

        public DbSet<BodyArea> BodyAreas => db.Set<BodyArea>();

        public DbSet<BodyPartner> BodyPartners => db.Set<BodyPartner>();

        public DbSet<BodyPlace> BodyPlaces => db.Set<BodyPlace>();

        public DbSet<Rotation> Rotations => db.Set<Rotation>();

        public DbSet<RotationGroup> RotationGroups => db.Set<RotationGroup>();

        public DbSet<TeamRole> TeamRoles => db.Set<TeamRole>();

        public DbSet<Power> Powers => db.Set<Power>();

        public DbSet<PowerCategory> PowerCategories => db.Set<PowerCategory>();

        public DbSet<SignIn> SignIns => db.Set<SignIn>();

        public DbSet<RecoveryCode> RecoveryCodes => db.Set<RecoveryCode>();

        public DbSet<Token> Tokens => db.Set<Token>();

        public DbSet<Session> Sessions => db.Set<Session>();

        public DbSet<Notice> Notices => db.Set<Notice>();

        public DbSet<ChosenWay> Ways => db.Set<ChosenWay>();

        public DbSet<Digest> Digests => db.Set<Digest>();

        public DbSet<OutboxMessage> Outbox => db.Set<OutboxMessage>();

        public DbSet<Hook> Hooks => db.Set<Hook>();
    }
}
