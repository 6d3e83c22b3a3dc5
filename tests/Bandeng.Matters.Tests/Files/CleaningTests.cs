using System.Text;
using Bandeng.Matters.Files;

namespace Bandeng.Matters.Tests.Files;

/// <summary>What is taken, what is cut out, what is refused.</summary>
public sealed class CleaningTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Kinds => ["jpeg", "png", "webp"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Place_camera_comments_and_what_hangs_on_behind_are_gone(string kind)
    {
        var (dirty, clean) = Both(kind);
        Assert.Contains(Pictures.Secret, Encoding.Latin1.GetString(dirty), StringComparison.Ordinal);

        var taken = await TakeAsync(dirty);

        Assert.DoesNotContain("SECRET", Encoding.Latin1.GetString(taken!.Bytes), StringComparison.Ordinal);
        // Nothing but that is gone: it is the picture that was never anywhere.
        Assert.Equal(clean, kind == "jpeg" ? WithoutExif(taken.Bytes) : taken.Bytes);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Cleaning_twice_changes_nothing(string kind)
    {
        var once = await TakeAsync(Both(kind).Dirty);

        Assert.Equal(once!.Bytes, (await TakeAsync(once.Bytes))!.Bytes);
    }

    [Fact]
    public async Task Of_exif_only_the_orientation_stays()
    {
        var taken = await TakeAsync(Pictures.Jpeg(orientation: 6));

        var exif = taken!.Bytes.AsSpan(taken.Bytes.AsSpan().IndexOf("Exif"u8));
        Assert.Equal([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0], exif.Slice(16, 12).ToArray());
        Assert.Equal(-1, (await TakeAsync(Pictures.Jpeg(orientation: null)))!.Bytes.AsSpan().IndexOf("Exif"u8));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_png_and_a_webp_keep_how_they_are_turned_and_nothing_else_of_exif(bool isWebp)
    {
        var taken = await TakeAsync(isWebp ? Pictures.Webp(orientation: 8) : Pictures.Png(orientation: 8));

        var bytes = taken!.Bytes;
        Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Pictures.Secret)));
        var tiff = bytes.AsSpan(bytes.AsSpan().IndexOf("MM\0*"u8), 26).ToArray();
        Assert.Equal([0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 8, 0, 0], tiff[8..22]);
        Assert.Equal(bytes, (await TakeAsync(bytes))!.Bytes);
    }

    [Fact]
    public async Task A_heic_keeps_its_picture_and_loses_what_it_says_beside_it()
    {
        var dirty = Pictures.HeicOfPhone;
        var taken = (await TakeAsync(dirty))!.Bytes;

        Assert.NotEqual(-1, dirty.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Pictures.Secret)));
        Assert.Equal(-1, taken.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Pictures.Secret)));
        Assert.Equal(dirty.Length, taken.Length);
        Assert.NotEqual(-1, taken.AsSpan().IndexOf<byte>([1, 2, 3, 4]));
        Assert.Equal(taken, (await TakeAsync(taken))!.Bytes);
        Assert.Equal("file.broken", await CodeAsync(dirty[..100]));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_picture_cut_off_anywhere_is_broken_or_no_picture(string kind)
    {
        var whole = Both(kind).Clean;
        for (var length = 1; length < whole.Length; length++)
        {
            Assert.Matches("^file\\.(broken|type)$", await CodeAsync(whole[..length]));
        }
    }

    [Fact]
    public async Task A_changed_point_of_a_png_is_found_by_its_checksum()
    {
        var png = Pictures.Png(withSecrets: false);
        png[^20] ^= 1;

        Assert.Equal("file.broken", await CodeAsync(png));
    }

    [Theory]
    [InlineData("<!doctype html><script>alert(1)</script>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")]
    [InlineData("MZ program")]
    [InlineData("GIF89a")]
    public async Task What_is_no_picture_sound_or_paper_is_refused_whatever_it_is_called(string text) =>
        Assert.Equal("file.type", await CodeAsync(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public async Task Nothing_is_broken_and_more_than_ten_megabytes_too_large()
    {
        Assert.Equal("file.broken", await CodeAsync([]));
        // The mark of a picture and nothing that says where it lies.
        Assert.Equal(
            "file.broken",
            await CodeAsync([0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8, 0, 0, 0, 8, .. "mdat"u8]));
        Assert.Equal("file.size", await CodeAsync([.. Pictures.Jpeg(), .. new byte[FileFault.SizeMax]]));
    }

    [Fact]
    public async Task The_type_is_told_by_the_content()
    {
        Assert.Equal("image/heic", (await TakeAsync(Pictures.Heic))!.Type.MediaType);
        Assert.Equal("audio/wav", (await TakeAsync(Pictures.Wav))!.Type.MediaType);
        Assert.Equal("application/pdf", (await TakeAsync(Pictures.Pdf))!.Type.MediaType);
        Assert.Equal("audio/ogg", (await TakeAsync([.. "OggS"u8, 0, 2]))!.Type.MediaType);
        Assert.Equal("audio/mpeg", (await TakeAsync([.. "ID3"u8, 4, 0]))!.Type.MediaType);
        Assert.Equal("audio/mp4", (await TakeAsync([0, 0, 0, 16, .. "ftypM4A "u8, 0, 0, 0, 0]))!.Type.MediaType);
        Assert.Equal(
            "audio/webm", (await TakeAsync([0x1A, 0x45, 0xDF, 0xA3, 0x42, 0x82, 0x84, .. "webm"u8]))!.Type.MediaType);
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd.png")]
    [InlineData("C:\\photos\\灯.exe", "灯.png")]
    [InlineData("\r\n", "file.png")]
    public async Task A_name_is_no_path_and_ends_as_what_it_is(string name, string kept) =>
        Assert.Equal(kept, (await TakeAsync(Pictures.Png(), name))!.Name);

    private static (byte[] Dirty, byte[] Clean) Both(string kind) => kind switch
    {
        "jpeg" => (Pictures.Jpeg(), Pictures.Jpeg(withSecrets: false)),
        "png" => (Pictures.Png(), Pictures.Png(withSecrets: false)),
        _ => (Pictures.Webp(), Pictures.Webp(withSecrets: false)),
    };

    // The orientation segment is 36 bytes; the head before it 20.
    private static byte[] WithoutExif(byte[] jpeg) => [.. jpeg[..20], .. jpeg[56..]];

    private static async Task<TakenFile?> TakeAsync(byte[] bytes, string name = "a.bin")
    {
        using var content = new MemoryStream(bytes);
        return (await TakenFile.ReadAsync(content, name, Cancel)).TryGet(out var file, out _) ? file : null;
    }

    private static async Task<string> CodeAsync(byte[] bytes)
    {
        using var content = new MemoryStream(bytes);
        return (await TakenFile.ReadAsync(content, "a.bin", Cancel)).TryGet(out _, out var refusal)
            ? "taken"
            : refusal.Code;
    }
}
