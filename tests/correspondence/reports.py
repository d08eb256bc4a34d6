"""Reports of delivery as mail servers write them (RFC 3464), with invented addresses and hosts."""

from __future__ import annotations

POSTFIX = """\
Return-Path: <>
Received: by mx.council.example (Postfix) id 4F2K1; Sat, 28 Nov 2026 09:00:11 +0000 (GMT)
From: MAILER-DAEMON@mx.council.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: reviews@barnet.example
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="9B21A1F.1795856411/mx.council.example"
Content-Transfer-Encoding: 8bit
Message-Id: <20261128090011.4F2K1@mx.council.example>

This is a MIME-encapsulated message.

--9B21A1F.1795856411/mx.council.example
Content-Description: Notification
Content-Type: text/plain; charset=utf-8

I'm sorry to have to inform you that your message could not be delivered.

<p.quayle@surgery.example>: host mail.surgery.example[192.0.2.9] said: {status}
    <p.quayle@surgery.example>: Recipient address rejected

--9B21A1F.1795856411/mx.council.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.council.example
X-Postfix-Queue-ID: 9B21A1F
Arrival-Date: Sat, 28 Nov 2026 09:00:10 +0000 (GMT)

Final-Recipient: rfc822; p.quayle@surgery.example
Original-Recipient: rfc822;p.quayle@surgery.example
Action: {action}
Status: {status}
Remote-MTA: dns; mail.surgery.example
Diagnostic-Code: smtp; 550 {status} <p.quayle@surgery.example>: rejected

--9B21A1F.1795856411/mx.council.example
Content-Description: Undelivered Message
Content-Type: message/rfc822
Content-Transfer-Encoding: 8bit

Return-Path: <reviews@barnet.example>
Content-Type: text/plain; charset="utf-8"
MIME-Version: 1.0
Subject: Barnet SCP: your sign-off is asked for
From: reviews@barnet.example
To: p.quayle@surgery.example
Message-ID: {id}

Words of the letter that came back.

--9B21A1F.1795856411/mx.council.example--
"""

EXCHANGE = """\
From: <postmaster@trust.example>
To: <reviews@barnet.example>
Date: Sat, 28 Nov 2026 09:00:20 +0000
Content-Type: multipart/report; report-type=delivery-status;
 boundary="de9bf3bd-0b2c-4c1b-a2a7-7e1c9d2b5c33"
X-MS-Exchange-Message-Is-Ndr:
Content-Language: en-GB
Message-ID: <6f7e@LO2P.trust.example>
In-Reply-To: {id}
References: {id}
Thread-Topic: Barnet SCP: your sign-off is asked for
Subject: Undeliverable: Barnet SCP: your sign-off is asked for
Auto-Submitted: auto-replied
MIME-Version: 1.0

--de9bf3bd-0b2c-4c1b-a2a7-7e1c9d2b5c33
Content-Type: multipart/alternative; differences=Content-Type;
 boundary="d5b2f5f1-4c4f-4a9b-8a5f-3d0a"

--d5b2f5f1-4c4f-4a9b-8a5f-3d0a
Content-Type: text/plain; charset="us-ascii"
Content-Transfer-Encoding: quoted-printable

Your message to p.quayle@trust.example couldn't be delivered.=20

--d5b2f5f1-4c4f-4a9b-8a5f-3d0a
Content-Type: text/html; charset="us-ascii"

<html><body><p>Your message couldn't be delivered.</p></body></html>

--d5b2f5f1-4c4f-4a9b-8a5f-3d0a--

--de9bf3bd-0b2c-4c1b-a2a7-7e1c9d2b5c33
Content-Type: message/delivery-status

Reporting-MTA: dns;LO2P.trust.example
Received-From-MTA: dns;mx.council.example
Arrival-Date: Sat, 28 Nov 2026 09:00:18 +0000

Final-Recipient: rfc822;p.quayle@trust.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup

--de9bf3bd-0b2c-4c1b-a2a7-7e1c9d2b5c33
Content-Type: text/rfc822-headers

Received: from mx.council.example (192.0.2.1) by LO2P.trust.example
Subject: Barnet SCP: your sign-off is asked for
From: reviews@barnet.example
To: p.quayle@trust.example
Message-ID: {id}

--de9bf3bd-0b2c-4c1b-a2a7-7e1c9d2b5c33--
"""

GMAIL = """\
From: Mail Delivery Subsystem <mailer-daemon@googlemail.example>
To: reviews@barnet.example
Auto-Submitted: auto-replied
Subject: Delivery Status Notification (Failure)
References: {id}
In-Reply-To: {id}
X-Failed-Recipients: p.quayle@charity.example
Message-ID: <65a1.mail@googlemail.example>
Content-Type: multipart/report; boundary="00000000000044a7f1"; report-type=delivery-status

--00000000000044a7f1
Content-Type: multipart/related; boundary="00000000000044bb"

--00000000000044bb
Content-Type: text/plain; charset="UTF-8"

** Address not found **

--00000000000044bb
Content-Type: image/png; name="icon.png"
Content-Transfer-Encoding: base64
Content-ID: <icon.png>

iVBORw0KGgo=
--00000000000044bb--

--00000000000044a7f1
Content-Type: message/delivery-status

Reporting-MTA: dns; googlemail.example
Arrival-Date: Sat, 28 Nov 2026 01:00:10 -0800 (PST)
X-Original-Message-ID: {id}

Final-Recipient: rfc822; p.quayle@charity.example
Action: {action}
Status: {status}
Remote-MTA: dns; mail.charity.example.
Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist.
Last-Attempt-Date: Sat, 28 Nov 2026 01:00:10 -0800 (PST)

--00000000000044a7f1
Content-Type: message/rfc822

DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=barnet.example; s=one; b=abc=
Message-ID: {id}
From: reviews@barnet.example
To: p.quayle@charity.example
Subject: Barnet SCP: your sign-off is asked for

----- Message truncated -----

--00000000000044a7f1--
"""

ABSENT = """\
From: Piers Quayle <p.quayle@surgery.example>
To: reviews@barnet.example
Subject: Automatic reply: Barnet SCP: your sign-off is asked for
In-Reply-To: {id}
Auto-Submitted: auto-replied
Content-Type: text/plain

I am away until Monday.
"""

SERVERS = {"postfix": POSTFIX, "exchange": EXCHANGE, "gmail": GMAIL}


def report(shape: str, message_id: str, *, action: str = "failed", status: str = "5.1.1") -> bytes:
    """What a mail server would send back about the letter with this id."""
    words = shape.replace("{id}", message_id).replace("{action}", action).replace("{status}", status)
    return words.replace("\n", "\r\n").encode()
