using System.Net;
using ActorCrawler.Http.Addresses;

namespace ActorCrawler.Http.Tests.Addresses;

public sealed class AddressPolicyTests
{
    /// <summary>Each address and how it is treated: public, private (lifted by --allow-private), unusable or metadata (lifted by --allow-net only).</summary>
    public static readonly TheoryData<string, string> Table = new()
    {
        { "8.8.8.8", "public" }, { "1.1.1.1", "public" }, { "100.63.255.255", "public" }, { "100.128.0.0", "public" }, { "172.15.255.255", "public" },
        { "172.32.0.0", "public" }, { "192.0.0.9", "public" }, { "192.0.0.10", "public" }, { "192.0.1.0", "public" }, { "198.17.255.255", "public" },
        { "198.20.0.0", "public" }, { "223.255.255.255", "public" }, { "11.0.0.0", "public" }, { "128.0.0.1", "public" }, { "169.253.255.255", "public" },
        { "192.31.196.1", "public" }, { "192.52.193.1", "public" }, { "192.175.48.1", "public" }, { "168.63.129.15", "public" },
        { "0.0.0.0", "private" }, { "0.1.2.3", "private" }, { "10.0.0.1", "private" }, { "10.255.255.255", "private" }, { "100.64.0.1", "private" },
        { "100.127.255.255", "private" }, { "127.0.0.1", "private" }, { "127.255.255.254", "private" }, { "169.254.1.1", "private" },
        { "172.16.0.1", "private" }, { "172.31.255.255", "private" }, { "192.0.0.1", "private" }, { "192.168.1.1", "private" }, { "198.18.0.1", "private" },
        { "198.19.255.255", "private" },
        { "192.0.2.1", "unusable" }, { "192.88.99.1", "unusable" }, { "198.51.100.1", "unusable" }, { "203.0.113.1", "unusable" }, { "224.0.0.1", "unusable" },
        { "239.255.255.255", "unusable" }, { "240.0.0.1", "unusable" }, { "255.255.255.255", "unusable" },
        { "169.254.169.254", "metadata" }, { "169.254.170.2", "metadata" }, { "169.254.170.23", "metadata" }, { "100.100.100.200", "metadata" },
        { "168.63.129.16", "metadata" }, { "192.0.0.192", "metadata" }, { "169.254.0.23", "metadata" },
        { "2606:4700::1111", "public" }, { "2a00:1450::1", "public" }, { "2001:4860::8888", "public" }, { "2001:200::1", "public" }, { "2001:20::1", "public" },
        { "2001:3::1", "public" }, { "2001:4:112::1", "public" },
        { "::1", "private" }, { "::", "private" }, { "fc00::1", "private" }, { "fdff::1", "private" }, { "fe80::1", "private" }, { "febf::1", "private" },
        { "fec0::1", "private" }, { "2001:2::1", "private" }, { "5f00::1", "private" }, { "64:ff9b:1::1", "private" },
        { "ff02::1", "unusable" }, { "2001:db8::1", "unusable" }, { "3fff::1", "unusable" }, { "100::1", "unusable" }, { "2001:10::1", "unusable" },
        { "4000::1", "unusable" }, { "::2:0:0:1", "unusable" }, { "::8.8.8.8", "unusable" }, { "::ffff:0:8.8.8.8", "unusable" },
        { "fd00:ec2::254", "metadata" }, { "fd00:ec2::23", "metadata" }, { "fd20:ce::254", "metadata" }, { "fe80::a9fe:a9fe", "metadata" },
        // IPv4 in IPv6: no better than what is inside.
        { "::ffff:8.8.8.8", "public" }, { "::ffff:127.0.0.1", "private" }, { "::ffff:10.0.0.1", "private" }, { "::ffff:169.254.169.254", "metadata" },
        { "::127.0.0.1", "private" }, { "::ffff:0:127.0.0.1", "private" },
        { "64:ff9b::8.8.8.8", "public" }, { "64:ff9b::127.0.0.1", "private" }, { "64:ff9b::169.254.169.254", "metadata" },
        { "64:ff9b:1::169.254.169.254", "metadata" }, { "64:ff9b:1:a9fe:a9:fe00::", "metadata" },
        { "2002:808:808::1", "public" }, { "2002:7f00:1::1", "private" }, { "2002:a9fe:a9fe::1", "metadata" },
        { "2001:0:808:808::1", "unusable" }, { "2001:0:7f00:1::f7f7:f7f7", "private" }, { "2001:0:808:808:0:0:5601:5601", "metadata" },
        { "2606:4700::5efe:10.0.0.1", "private" }, { "2606:4700::200:5efe:169.254.169.254", "metadata" }, { "2606:4700::5efe:8.8.8.8", "public" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Policy_judges_as_the_table_says_when_asked(string text, string kind)
    {
        var address = IPAddress.Parse(text);
        var named = new AddressPolicy(allowsPrivate: false, [AddressPolicy.ParseNet(text)]);

        Assert.Equal(kind == "public", AddressPolicy.PublicOnly.Refusal(address) is null);
        Assert.Equal(kind is "public" or "private", AddressPolicy.AllowPrivate.Refusal(address) is null);
        Assert.Null(named.Refusal(address));
        if (kind != "public")
            Assert.Contains(kind == "private" ? "--allow-private" : "--allow-net", AddressPolicy.PublicOnly.Refusal(address), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("private")]
    [InlineData("10.0.0.0/8,fd00::/8")]
    [InlineData("private,169.254.169.254/32")]
    public void Policy_is_the_same_when_written_and_read(string text)
    {
        var policy = AddressPolicy.Parse(text);

        Assert.Equal(text, policy.ToString());
        Assert.Equal(policy, AddressPolicy.Parse(policy.ToString()));
        Assert.Equal(policy.GetHashCode(), AddressPolicy.Parse(text).GetHashCode());
    }

    [Theory]
    [InlineData("10.1.2.3/8", "10.0.0.0/8")]
    [InlineData("192.168.1.1", "192.168.1.1/32")]
    [InlineData("fd12:3456::1/16", "fd12::/16")]
    [InlineData("0.0.0.0/0", "0.0.0.0/0")]
    public void Net_is_read_when_bits_stand_behind_its_prefix(string text, string net) => Assert.Equal(net, AddressPolicy.ParseNet(text).ToString());

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("fd00::/129")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("example.org/8")]
    [InlineData("")]
    public void Net_is_refused_when_it_is_none(string text) => Assert.Throws<FormatException>(() => AddressPolicy.ParseNet(text));

    [Fact]
    public void Mapped_address_is_allowed_when_its_net_is_named_as_ipv4() =>
        Assert.Null(new AddressPolicy(allowsPrivate: false, [AddressPolicy.ParseNet("10.0.0.0/8")]).Refusal(IPAddress.Parse("::ffff:10.1.2.3")));
}
