CREATE TABLE "archived_letters" (
	"campaign_id" uuid NOT NULL,
	"locale" text NOT NULL,
	"released_at" timestamp (6) with time zone NOT NULL,
	"topics" text[] NOT NULL,
	"title" text NOT NULL,
	"preheader" text NOT NULL,
	"body" text NOT NULL,
	"words" text NOT NULL,
	"grams" text[] NOT NULL,
	CONSTRAINT "archived_letters_campaign_id_locale_pk" PRIMARY KEY("campaign_id","locale")
);
--> statement-breakpoint
CREATE TABLE "forgery_reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"message_sealed" "bytea" NOT NULL,
	"missing_signs" text[] NOT NULL,
	"sender_domain" text,
	"foreign_hosts" text[] DEFAULT '{}' NOT NULL,
	"campaign_id" uuid,
	"reported_at" timestamp (6) with time zone NOT NULL,
	"done_at" timestamp (6) with time zone,
	"done_by" text
);
--> statement-breakpoint
CREATE TABLE "letter_manifests" (
	"campaign_id" uuid PRIMARY KEY NOT NULL,
	"jws" text NOT NULL,
	"signed_at" timestamp (6) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "letter_notes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"campaign_id" uuid NOT NULL,
	"text" jsonb NOT NULL,
	"author_id" text NOT NULL,
	"noted_at" timestamp (6) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "campaign_comments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"campaign_id" uuid NOT NULL,
	"revision_id" uuid,
	"author_id" text NOT NULL,
	"text" text NOT NULL,
	"written_at" timestamp (6) with time zone NOT NULL,
	"settled_at" timestamp (6) with time zone,
	"settled_by" text
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"key_hash" "bytea" NOT NULL,
	"scopes" text[] NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"expires_at" timestamp (6) with time zone NOT NULL,
	"last_used_on" date,
	"revoked_at" timestamp (6) with time zone,
	CONSTRAINT "api_keys_key_hash_unique" UNIQUE("key_hash")
);
--> statement-breakpoint
CREATE TABLE "staff_passkeys" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text,
	"public_key" text NOT NULL,
	"user_id" text NOT NULL,
	"credential_id" text NOT NULL,
	"counter" integer NOT NULL,
	"device_type" text NOT NULL,
	"backed_up" boolean NOT NULL,
	"transports" text,
	"created_at" timestamp with time zone,
	"aaguid" text
);
--> statement-breakpoint
CREATE TABLE "staff_two_factors" (
	"id" text PRIMARY KEY NOT NULL,
	"secret" text NOT NULL,
	"backup_codes" text NOT NULL,
	"user_id" text NOT NULL,
	"verified" boolean DEFAULT true NOT NULL,
	"failed_verification_count" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "address_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"email_index" "bytea" NOT NULL,
	"suppression_hash" "bytea" NOT NULL,
	"email_sealed" "bytea" NOT NULL,
	"requested_at" timestamp (6) with time zone NOT NULL,
	"expires_at" timestamp (6) with time zone NOT NULL,
	"confirmed_at" timestamp (6) with time zone,
	"former_sealed" "bytea",
	CONSTRAINT "address_changes_subscriber_id_unique" UNIQUE("subscriber_id")
);
--> statement-breakpoint
CREATE TABLE "digests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"month" text NOT NULL,
	"campaign_ids" jsonb NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "digests_once" UNIQUE("subscriber_id","month")
);
--> statement-breakpoint
CREATE TABLE "reader_visits" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"expires_at" timestamp (6) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "withheld_at" timestamp (6) with time zone;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "taken_down_at" timestamp (6) with time zone;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "takedown_reason" text;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "returned_at" timestamp (6) with time zone;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "returned_by" text;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "imprint" jsonb;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "embed_origins" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "retention" jsonb DEFAULT '{"leaverDays":30,"deliveryMonths":24}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "two_factor_enabled" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "left_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "staff_sessions" ADD COLUMN "second_factor_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "subscribers" ADD COLUMN "cadence" text DEFAULT 'every' NOT NULL;--> statement-breakpoint
ALTER TABLE "subscribers" ADD COLUMN "chosen_days" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "subscribers" ADD COLUMN "quiet_days" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "subscribers" ADD COLUMN "paused_until" timestamp (6) with time zone;--> statement-breakpoint
ALTER TABLE "subscribers" ADD COLUMN "is_text_only" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "archived_letters" ADD CONSTRAINT "archived_letters_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forgery_reports" ADD CONSTRAINT "forgery_reports_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forgery_reports" ADD CONSTRAINT "forgery_reports_done_by_staff_id_fk" FOREIGN KEY ("done_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letter_manifests" ADD CONSTRAINT "letter_manifests_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letter_notes" ADD CONSTRAINT "letter_notes_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letter_notes" ADD CONSTRAINT "letter_notes_author_id_staff_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_comments" ADD CONSTRAINT "campaign_comments_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_comments" ADD CONSTRAINT "campaign_comments_revision_id_campaign_revisions_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."campaign_revisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_comments" ADD CONSTRAINT "campaign_comments_author_id_staff_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_comments" ADD CONSTRAINT "campaign_comments_settled_by_staff_id_fk" FOREIGN KEY ("settled_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_created_by_staff_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_passkeys" ADD CONSTRAINT "staff_passkeys_user_id_staff_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_two_factors" ADD CONSTRAINT "staff_two_factors_user_id_staff_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "address_changes" ADD CONSTRAINT "address_changes_subscriber_id_subscribers_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "public"."subscribers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "digests" ADD CONSTRAINT "digests_subscriber_id_subscribers_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "public"."subscribers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reader_visits" ADD CONSTRAINT "reader_visits_subscriber_id_subscribers_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "public"."subscribers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "archived_letters_by_time" ON "archived_letters" USING btree ("released_at","campaign_id");--> statement-breakpoint
CREATE INDEX "archived_letters_by_grams" ON "archived_letters" USING gin ("grams");--> statement-breakpoint
CREATE INDEX "archived_letters_by_topic" ON "archived_letters" USING gin ("topics");--> statement-breakpoint
CREATE INDEX "forgery_reports_by_time" ON "forgery_reports" USING btree ("reported_at");--> statement-breakpoint
CREATE INDEX "letter_notes_by_campaign" ON "letter_notes" USING btree ("campaign_id","noted_at");--> statement-breakpoint
CREATE INDEX "campaign_comments_by_campaign" ON "campaign_comments" USING btree ("campaign_id","written_at");--> statement-breakpoint
CREATE INDEX "staff_passkeys_by_user" ON "staff_passkeys" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "staff_passkeys_by_credential" ON "staff_passkeys" USING btree ("credential_id");--> statement-breakpoint
CREATE INDEX "staff_two_factors_by_user" ON "staff_two_factors" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "address_changes_expiring" ON "address_changes" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "reader_visits_by_subscriber" ON "reader_visits" USING btree ("subscriber_id");--> statement-breakpoint
CREATE INDEX "reader_visits_expiring" ON "reader_visits" USING btree ("expires_at");--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_returned_by_staff_id_fk" FOREIGN KEY ("returned_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;