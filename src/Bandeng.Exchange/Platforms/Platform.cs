using Bandeng.Kernel;

namespace Bandeng.Exchange.Platforms;

/// <summary>
/// Another system whose orders come here and which gets the answers; or another installation of this one.
/// </summary>
internal sealed class Platform
{
    public const int NameMax = 60;

    public Guid Id { get; init; }

    /// <summary>As it stands in addresses and beside its numbers: <c>12345</c>, <c>city-grid</c>.</summary>
    public string Code { get; init; } = "";

    public string Name { get; init; } = "";

    public PlatformKind Kind { get; init; }

    /// <summary>Orders land inside; without a place they wait here.</summary>
    public AreaCode AreaCode { get; init; }

    /// <summary>Where answers are pushed to; null: it fetches them, or they go by file.</summary>
    public string? PushUrl { get; set; }

    /// <summary>Closed: what pushes are signed with.</summary>
    public string? PushSecret { get; set; }

    /// <summary>Closed: the key that it gave us.</summary>
    public string? PushKey { get; set; }

    /// <summary>Of another installation: its public key (PEM).</summary>
    public string? PublicKey { get; set; }

    /// <summary>Of another installation: what is dispatched to this body travels there.</summary>
    public Guid? BodyId { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>What stands at the other end.</summary>
internal enum PlatformKind
{
    /// <summary>A platform with words and codes of its own.</summary>
    Platform,

    /// <summary>Another installation, reached by signed files.</summary>
    Peer,
}
