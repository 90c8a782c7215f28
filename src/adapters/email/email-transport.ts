/**
 * What is asked of a mailer: nodemailer's `Transporter` is one.
 *
 * @category Adapters
 * @since 0.1.0
 */
export interface EmailTransport {
  /**
   * @throws whatever the mailer throws: its `code`, and the `responseCode` and `command` of an SMTP server's refusal, are
   *   read
   */
  sendMail(email: Email): Promise<unknown>;
}

/** A name and an address, apart: whoever writes the header quotes them. */
export interface EmailAddress {
  readonly name: string;
  readonly address: string;
}

/**
 * An e-mail, as it is asked of a mailer.
 *
 * @category Adapters
 * @since 0.1.0
 */
export interface Email {
  readonly from: string | EmailAddress;
  readonly to: EmailAddress;
  readonly subject: string;
  readonly text: string;
  /** With its angle brackets. */
  readonly messageId: string;
  readonly headers: Record<string, string>;
}
