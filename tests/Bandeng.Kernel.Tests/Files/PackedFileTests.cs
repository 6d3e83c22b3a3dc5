using System.IO.Compression;
using System.Text;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files;

namespace Bandeng.Kernel.Tests.Files;

/// <summary>A packed file is read whole or not at all.</summary>
public sealed class PackedFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"packed-{Guid.CreateVersion7():N}.csv.gz");

    private static readonly string Text = string.Concat(
        Enumerable.Range(0, 200).Select(i => $"{i},U{i * 7919 % 1009},路灯不亮{i * i}\n"));

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Wherever_it_is_cut_off_it_is_refused()
    {
        var whole = Packed(Text);
        // Every place near both ends, and many between.
        var cuts = Enumerable.Range(1, whole.Length - 1).Where(at => at < 64 || at > whole.Length - 64 || at % 37 == 0);
        Assert.All(cuts, at => Refused(whole[..at]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(8)]
    public void A_length_or_check_sum_that_does_not_fit_is_refused(int fromEnd)
    {
        var whole = Packed(Text);
        whole[^fromEnd] ^= 1;
        Refused(whole);
    }

    [Fact]
    public void Whole_it_is_read_in_one_part_or_several()
    {
        Assert.Equal(Text, Read(Packed(Text)));
        Assert.Equal(Text + Text, Read([.. Packed(Text), .. Packed(Text)]));
        Refused([.. Packed(Text), .. Packed(Text)[..^3]]);
    }

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    private string Read(byte[] packed)
    {
        File.WriteAllBytes(_path, packed);
        using var text = OfficeFile.OpenText(_path);
        return text.ReadToEnd();
    }

    private void Refused(byte[] packed) =>
        Assert.Equal("file.unreadable", Assert.Throws<MistakeException>(() => Read(packed)).Code);
}
