using System.Security.Cryptography;
using System.Text;
using Bandeng.Households.Queries;
using Bandeng.Kernel;

namespace Bandeng.Households.Care;

/// <summary>What is proposed to one who is in the chain already.</summary>
/// <param name="Households">For a linked-household head: which, in the order of their doors.</param>
/// <param name="Area">For a building head or grid worker: which building or grid more.</param>
/// <param name="Metres">How far at most, as the crow flies.</param>
internal sealed record CareOffer(CarePost Post, IReadOnlyList<HomeOfCare> Households, AreaCode? Area, double Metres);

/// <summary>How the holes of a level would be filled.</summary>
/// <param name="LeftOver">Households (or buildings, or grids) for which nobody near has room.</param>
internal sealed record CareOffers(CareLevel Level, IReadOnlyList<CareOffer> Offers, long LeftOver)
{
    /// <summary>Says whether what is accepted is what was shown.</summary>
    public string Stamp
    {
        get
        {
            var told = new StringBuilder();
            foreach (var offer in Offers)
            {
                told.Append(offer.Post.Id).Append(offer.Area)
                    .AppendJoin(',', offer.Households.Select(home => home.Id)).Append(';');
            }

            return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(told.ToString())))[..16];
        }
    }
}
